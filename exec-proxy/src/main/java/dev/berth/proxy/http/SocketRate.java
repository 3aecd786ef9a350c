package dev.berth.proxy.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

/** How fast one principal may open sockets: a bucket of ten seconds' worth that refills steadily. Others are not affected by one who opens too many. */
final class SocketRate {

    private static final int BURST_SECONDS = 10;

    private final int perSecond;
    private final Clock clock;
    private final ConcurrentHashMap<String, Bucket> buckets = new ConcurrentHashMap<>();

    private record Bucket(double tokens, Instant at) {}

    SocketRate(int perSecond, Clock clock) {
        this.perSecond = perSecond;
        this.clock = clock;
    }

    /** Takes one, if there is one. */
    boolean take(String principal) {
        var now = clock.instant();
        if (buckets.size() > 10_000) buckets.values().removeIf(b -> refilled(b, now) >= full());
        var taken = new boolean[1];
        buckets.compute(principal, (name, old) -> {
            double tokens = old == null ? full() : refilled(old, now);
            taken[0] = tokens >= 1;
            return new Bucket(taken[0] ? tokens - 1 : tokens, now);
        });
        return taken[0];
    }

    private double full() {
        return (double) perSecond * BURST_SECONDS;
    }

    private double refilled(Bucket bucket, Instant now) {
        double seconds = Math.max(0, Duration.between(bucket.at(), now).toMillis() / 1000.0);
        return Math.min(full(), bucket.tokens() + seconds * perSecond);
    }
}
