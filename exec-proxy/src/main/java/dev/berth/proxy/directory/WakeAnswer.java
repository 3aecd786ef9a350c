package dev.berth.proxy.directory;

import dev.berth.crd.WakeReason;
import java.time.Instant;
import java.util.Set;

/** What became of a visit or a key press on a sleeping computer (resources.md 4.3). */
public sealed interface WakeAnswer {

    /** A demand was written; the controller wakes it. */
    record Asked(Instant at) implements WakeAnswer {}

    /** The computer runs, is being started, or somebody has asked already: nothing had to be written. */
    record AlreadyWanted() implements WakeAnswer {}

    /** This visitor may not wake it, or not in this way; {@code wakeOn} is what would. */
    record NotByThis(boolean mayWake, Set<WakeReason> wakeOn) implements WakeAnswer {}

    /** Something stronger keeps it as it is. */
    record Held(HeldReason reason) implements WakeAnswer {}

    /** The face is closing or gone. */
    record NoFace() implements WakeAnswer {}

    /** The API server did not take the write; the caller may try again. */
    record Unavailable(String why) implements WakeAnswer {}

    /** Rows 1 to 6 of resources.md 3.1: no visit wakes the computer while one of them holds. */
    enum HeldReason {
        PAUSED,
        DELETING,
        MAINTENANCE,
        NOT_ACCEPTED,
        SUSPENDED_BY_OWNER,
        QUOTA_SPENT
    }
}
