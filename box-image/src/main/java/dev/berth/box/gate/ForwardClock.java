package dev.berth.box.gate;

import dev.berth.ttyd.Grant;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * boxd's clock for grants. A machine's clock may be behind after a resume; a correctly signed grant that ends further ahead than a grant
 * can live moves this one forward to {@code exp} − 60 s. It never goes back, so no grant that was too old becomes valid again.
 */
final class ForwardClock implements InstantSource {

    private final InstantSource machine;
    private final LongSupplier nanos;
    private Instant latest = Instant.EPOCH;
    private long latestNanos;

    /** @param nanos monotonic; carries a moved clock on, until the machine's own has caught up */
    ForwardClock(InstantSource machine, LongSupplier nanos) {
        this.machine = machine;
        this.nanos = nanos;
        this.latestNanos = nanos.getAsLong();
    }

    @Override
    public Instant instant() {
        long at = nanos.getAsLong();
        Instant carried = latest.plusNanos(at - latestNanos);
        Instant told = machine.instant();
        latest = told.isAfter(carried) ? told : carried;
        latestNanos = at;
        return latest;
    }

    /** This end of validity was signed by the control plane. */
    void signed(Instant exp) {
        Instant earliest = exp.minus(Grant.LIFETIME);
        if (earliest.isAfter(instant())) {
            latest = earliest;
        }
    }
}
