package dev.berth.proxy.relay;

import dev.berth.crd.WakeReason;
import java.time.Duration;
import java.time.Instant;

/** A key press or a visit of one socket that waits for its computer: for 60 s, asking again where that may help. */
final class Waking {

    private static final Duration PATIENCE = HeldInput.MAX_AGE;
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(10);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

    private boolean on;
    private WakeReason reason = WakeReason.KEY_PRESS;
    private Instant since = Instant.MIN;
    private Instant askAgainAt = Instant.MAX;

    void begin(WakeReason why, Instant now) {
        on = true;
        reason = why;
        since = now;
        askAgainAt = Instant.MAX;
    }

    void end() {
        on = false;
        askAgainAt = Instant.MAX;
    }

    boolean on() {
        return on;
    }

    WakeReason reason() {
        return reason;
    }

    Instant since() {
        return since;
    }

    /** The box refused though the cluster may believe that it runs: the demand rule looks again, at most every 10 s. */
    void refused() {
        if (on && askAgainAt.equals(Instant.MAX)) {
            askAgainAt = since.plus(AFTER_REFUSAL);
        }
    }

    /** The API server did not take the write. */
    void unavailable(Instant now) {
        if (on) {
            askAgainAt = now.plus(AFTER_FAILURE);
        }
    }

    /** Whether to ask once more now; true once per time. */
    boolean asksAgain(Instant now) {
        if (!on || now.isBefore(askAgainAt)) {
            return false;
        }
        askAgainAt = now.plus(AFTER_REFUSAL);
        return true;
    }

    boolean over(Instant now) {
        return on && !now.isBefore(since.plus(PATIENCE));
    }

    Instant nextAt() {
        if (!on) {
            return Instant.MAX;
        }
        Instant over = since.plus(PATIENCE);
        return askAgainAt.isBefore(over) ? askAgainAt : over;
    }
}
