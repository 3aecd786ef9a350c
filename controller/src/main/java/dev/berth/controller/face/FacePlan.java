package dev.berth.controller.face;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is decided about a Face. */
sealed interface FacePlan {

    /**
     * It counts.
     *
     * @param bootId boot in which its session lives; empty while there was none
     * @param lost its session ended with an earlier boot
     * @param lastUsedAt null if never
     * @param again look again after this
     */
    record Open(String bootId, boolean lost, @Nullable Instant lastUsedAt, Duration again) implements FacePlan {}

    /** It does not count, and goes after ten minutes. */
    record Reject(String reason, String message, Duration again) implements FacePlan {}

    /** It is deleted now. */
    record Close(String why) implements FacePlan {}

    /** The box has to be asked before this face may be closed. */
    record Ask() implements FacePlan {}
}
