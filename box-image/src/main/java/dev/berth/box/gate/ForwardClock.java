package dev.berth.box.gate;

import dev.berth.ttyd.Grant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * boxd's clock for grants. A machine's clock may be behind after a resume; a correctly signed grant that ends further ahead than a grant
 * can live moves this one forward to {@code exp} − 60 s. It never goes back, so no grant that was too old becomes valid again.
 */
final class ForwardClock implements InstantSource {

    private final InstantSource machine;
    private Duration ahead = Duration.ZERO;
    private Instant latest = Instant.EPOCH;

    ForwardClock(InstantSource machine) {
        this.machine = machine;
    }

    @Override
    public Instant instant() {
        Instant now = machine.instant().plus(ahead);
        if (now.isAfter(latest)) {
            latest = now;
        }
        return latest;
    }

    /** This end of validity was signed by the control plane. */
    void signed(Instant exp) {
        Instant earliest = exp.minus(Grant.LIFETIME);
        if (earliest.isAfter(instant())) {
            ahead = Duration.between(machine.instant(), earliest);
            instant();
        }
    }
}
