package dev.berth.controller.computer;

import dev.berth.crd.HeldBy;
import dev.berth.crd.Power;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What decides whether a computer runs.
 *
 * @param maintenance its reason; null without maintenance
 * @param refusal why the class does not accept it; null if it does
 * @param power null (unknown to this release) holds
 * @param quotaSpent the owner's minutes are used up
 * @param lastUsed the newest sign that somebody used or wanted it
 * @param awakeAt the newest demand for being awake or Face creation, though its Face be gone; {@link Instant#EPOCH} if none, or a later one for sleep is known
 * @param asleepAt the newest demand for sleep, though its Face be gone; {@link Instant#EPOCH} if none, or a later one for being awake is known
 * @param heldBy what keeps it awake
 * @param keepAwakeUntil {@link Instant#EPOCH} if not set
 * @param sleepAt when it is due to sleep
 * @param silentUntil how long a box that does not answer is left awake; null unless it is running and silent
 */
record WantedFacts(
        boolean paused,
        boolean deleting,
        @Nullable String maintenance,
        @Nullable String refusal,
        @Nullable Power power,
        boolean quotaSpent,
        Sign lastUsed,
        Instant awakeAt,
        Instant asleepAt,
        List<HeldBy> heldBy,
        Instant keepAwakeUntil,
        Instant sleepAt,
        @Nullable Instant silentUntil,
        Instant now) {

    /**
     * A sign that somebody wants the computer.
     *
     * @param what for people: {@code Face main/1 was opened at 09:25Z}
     */
    record Sign(Instant at, String what) {}
}
