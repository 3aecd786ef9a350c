package dev.berth.proxy.relay;

import java.time.Duration;
import java.time.Instant;

/**
 * Finds a frozen box: it acknowledges bytes and accepts connections, so only an answer tells (resources.md 4.4). Input sent and no byte
 * for 5 s: a Ping. No byte for another 5 s: it is frozen.
 */
final class LifeSigns {

    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What to do now. */
    enum Advice {
        NOTHING,
        PING,
        GIVE_UP
    }

    private Instant waitingSince = Instant.MAX;
    private boolean pinged;

    /** Input was sent; only the first since the last byte counts. */
    void sent(Instant now) {
        if (waitingSince.equals(Instant.MAX)) {
            waitingSince = now;
        }
    }

    /** Any byte came from the box. */
    void heard() {
        waitingSince = Instant.MAX;
        pinged = false;
    }

    Instant nextAt() {
        return waitingSince.equals(Instant.MAX) ? Instant.MAX : waitingSince.plus(PATIENCE);
    }

    Advice at(Instant now) {
        if (now.isBefore(nextAt())) {
            return Advice.NOTHING;
        }
        if (pinged) {
            return Advice.GIVE_UP;
        }
        pinged = true;
        waitingSince = now;
        return Advice.PING;
    }
}
