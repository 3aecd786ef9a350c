package dev.berth.proxy.relay;

import dev.berth.crd.WakeReason;
import dev.berth.proxy.directory.WakeAnswer;
import java.time.Duration;
import java.time.Instant;

/** A key press or a visit of one socket that waits for its computer: for 60 s, asking again where that may help. */
final class Waking {

    private static final Duration PATIENCE = HeldInput.MAX_AGE;
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(10);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

    private final Wire wire;
    private final Keys keys;
    private boolean on;
    private WakeReason reason = WakeReason.KEY_PRESS;
    private Instant since = Instant.MIN;
    private Instant askAgainAt = Instant.MAX;

    Waking(Wire wire, Keys keys) {
        this.wire = wire;
        this.keys = keys;
    }

    void begin(WakeReason why, Instant now) {
        on = true;
        reason = why;
        since = now;
        askAgainAt = Instant.MAX;
        wire.wake(why);
    }

    /** In vain: the keys that wait are dropped, and the page is told why. */
    void giveUp(String why) {
        end();
        keys.drop(why);
    }

    void end() {
        on = false;
        askAgainAt = Instant.MAX;
    }

    boolean on() {
        return on;
    }

    /** The box refused though the cluster may believe that it runs: the demand rule looks again, at most every 10 s. */
    void refused() {
        if (on && askAgainAt.equals(Instant.MAX)) {
            askAgainAt = since.plus(AFTER_REFUSAL);
        }
    }

    /** What the demand rule answered. */
    void answered(WakeAnswer answer, Instant now) {
        switch (answer) {
            case WakeAnswer.Asked asked -> {}
            case WakeAnswer.AlreadyWanted wanted -> {}
            case WakeAnswer.Unavailable unavailable -> unavailable(now);
            case WakeAnswer.NotByThis not -> giveUp(Sayings.KEYS_WAKE_NOTHING);
            case WakeAnswer.Held stronger -> giveUp(Sayings.KEYS_WAKE_NOTHING);
            case WakeAnswer.NoFace gone -> giveUp(Sayings.KEYS_WAKE_NOTHING);
        }
    }

    /** The API server did not take the write. */
    private void unavailable(Instant now) {
        if (on) {
            askAgainAt = now.plus(AFTER_FAILURE);
        }
    }

    /** Gives up or asks once more, whichever is due. */
    void tick(Instant now) {
        if (!now.isBefore(keys.expireAt()) || (on && !now.isBefore(since.plus(PATIENCE)))) {
            giveUp(Sayings.KEYS_TOO_OLD);
        }
        if (on && !now.isBefore(askAgainAt)) {
            askAgainAt = now.plus(AFTER_REFUSAL);
            wire.wake(reason);
        }
    }

    Instant nextAt() {
        Instant keysExpire = keys.expireAt();
        if (!on) {
            return keysExpire;
        }
        Instant over = since.plus(PATIENCE);
        Instant next = askAgainAt.isBefore(over) ? askAgainAt : over;
        return next.isBefore(keysExpire) ? next : keysExpire;
    }
}
