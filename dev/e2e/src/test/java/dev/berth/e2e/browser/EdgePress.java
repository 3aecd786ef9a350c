package dev.berth.e2e.browser;

import java.time.Duration;
import java.time.Instant;

/**
 * One key and the {@code quiesce} that it was aimed at.
 *
 * @param asked the sleep was asked for; else the computer went idle by itself
 * @param pressed when the page got the key
 * @param sent when the controller sent {@code quiesce}
 * @param answered when the box had answered it
 * @param byItself the computer needed nothing else to be awake again: it never slept, or the key woke it
 */
record EdgePress(String machine, boolean asked, Instant pressed, Instant sent, Instant answered, boolean byItself) {

    static final Duration NEAR = Duration.ofMillis(20);

    /** Negative where the key came first. */
    long millis() {
        return Duration.between(sent, pressed).toMillis();
    }

    boolean near() {
        return Math.abs(millis()) <= NEAR.toMillis();
    }

    /** Whether the box may have had the key before it closed its intake: then it wakes nobody. */
    boolean mayBeDelivered() {
        return pressed.isBefore(answered);
    }

    EdgePress helped() {
        return new EdgePress(machine, asked, pressed, sent, answered, false);
    }
}
