package dev.berth.controller.activity;

import dev.berth.crd.IdlePolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a computer goes to sleep, every member resolved. The API server fills in the class's defaults; those here serve a class that an older server stored without them.
 *
 * @param after how long nothing has to happen
 * @param unknownFor how long a silent box stays awake
 * @param maxLease longest keep-awake lease
 * @param maxBusy longest time that work alone keeps it awake
 */
public record Idle(Duration after, Duration unknownFor, Duration maxLease, Duration maxBusy) {

    public static Idle of(@Nullable IdlePolicy policy) {
        var given = policy == null ? new IdlePolicy(null, null, null, null, null) : policy;
        return new Idle(
                or(given.after(), Duration.ofMinutes(30)),
                or(given.unknownFor(), Duration.ofHours(2)),
                or(given.maxLease(), Duration.ofHours(24)),
                or(given.maxBusy(), Duration.ofHours(24)));
    }

    /** While something holds it awake, the box is asked this often. */
    public Duration askHeld() {
        var tenMinutes = Duration.ofMinutes(10);
        return after.compareTo(tenMinutes) < 0 ? after : tenMinutes;
    }

    private static Duration or(@Nullable Duration value, Duration fallback) {
        return value == null ? fallback : value;
    }
}
