package dev.berth.controller.fault;

import java.time.Duration;
import java.time.Instant;

/**
 * Gives every thread a moment of its own to go on at: far enough ahead that a test can still act on it, and apart from all others, so that twenty computers that fall asleep in the same
 * second are met one by one.
 */
final class Moments {

    static final Duration AHEAD = Duration.ofSeconds(2);
    static final Duration APART = Duration.ofMillis(500);

    private Instant last = Instant.EPOCH;

    synchronized Instant next(Instant now) {
        var soonest = now.plus(AHEAD);
        var apart = last.plus(APART);
        last = apart.isAfter(soonest) ? apart : soonest;
        return last;
    }
}
