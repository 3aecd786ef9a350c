package dev.berth.controller.provider;

import java.time.Duration;

/**
 * How hard one account may be used.
 *
 * @param callsPerSecond reads and mutations together
 * @param concurrent calls in flight
 * @param patience how long a call waits for its turn before it is given up, undone
 * @param rest how long an account that fails again and again is left alone
 */
public record Limits(int callsPerSecond, int concurrent, Duration patience, Duration rest) {

    /** An engine on this host: fast, free, and back soon after a restart. */
    public static Limits localEngine() {
        return new Limits(100, 16, Duration.ofSeconds(10), Duration.ofSeconds(3));
    }
}
