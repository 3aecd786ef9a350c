package dev.berth.controller.kube;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Notices a replica whose elector has died: a fabric8 elector whose acquire future fails never tries again, and two such replicas stay leaderless for ever. A living elector reads or
 * writes the Lease every two seconds.
 */
public final class LeaseWatch {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LongSupplier nanos;
    private volatile long seenAt;

    public LeaseWatch(LongSupplier nanos) {
        this.nanos = nanos;
        this.seenAt = nanos.getAsLong();
    }

    void seen() {
        seenAt = nanos.getAsLong();
    }

    public boolean alive() {
        return nanos.getAsLong() - seenAt < PATIENCE.toNanos();
    }
}
