package dev.berth.controller.kube;

import dev.berth.controller.provider.Fence;
import dev.berth.controller.provider.ProviderException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * Whether this process may still act.
 *
 * <p>A process that was stopped and continued still believes that it leads, and works on with what it knew before. So every call that changes something outside asks here on the line
 * before: the Lease must have been renewed less than 10 s ago by a monotonic clock. A Lease lasts 15 s, so nobody else can have taken over by then.
 */
public final class Leader implements Fence {

    static final Duration FRESH_FOR = Duration.ofSeconds(10);

    private final Clock clock;
    private final LongSupplier nanos;
    private volatile boolean renewed;
    private volatile long renewedAtNanos;
    private volatile boolean leads;
    private volatile Instant tookOverAt = Instant.EPOCH;

    public Leader(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
    }

    /** The API server took our Lease. {@code askedAtNanos}: when the request left, since the Lease counts from then. */
    public void renewed(long askedAtNanos) {
        renewedAtNanos = askedAtNanos;
        renewed = true;
    }

    public void startsLeading() {
        // Times in etcd have whole seconds; a failure of this second must not look older than the take-over.
        tookOverAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        leads = true;
    }

    public void stopsLeading() {
        leads = false;
        renewed = false;
    }

    public boolean leads() {
        return leads;
    }

    /** When this process became the leader: inherited deadlines count from here. */
    public Instant tookOverAt() {
        return tookOverAt;
    }

    @Override
    public void pass() throws ProviderException.Withdrawn {
        if (!renewed || nanos.getAsLong() - renewedAtNanos > FRESH_FOR.toNanos())
            throw new ProviderException.Withdrawn("This controller's lease is older than " + FRESH_FOR.toSeconds()
                    + " s; another one may lead now, so nothing was done.");
    }
}
