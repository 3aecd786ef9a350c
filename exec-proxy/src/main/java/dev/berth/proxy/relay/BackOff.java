package dev.berth.proxy.relay;

import java.time.Duration;
import java.time.Instant;

/** When to knock at a box again: at once, then 100 ms doubling to 2 s (resources.md 4.4). */
final class BackOff {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private Duration next = FIRST;
    private Instant at = Instant.MIN;

    /** A try failed. */
    void failed(Instant now) {
        at = now.plus(next);
        next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
    }

    /** A try failed in a way that only time or an event changes. */
    void refused(Instant now) {
        at = now.plus(LONGEST);
    }

    /** Something happened: knock at once. */
    void now() {
        at = Instant.MIN;
    }

    void reset() {
        next = FIRST;
        at = Instant.MIN;
    }

    Instant at() {
        return at;
    }

    boolean due(Instant now) {
        return !now.isBefore(at);
    }
}
