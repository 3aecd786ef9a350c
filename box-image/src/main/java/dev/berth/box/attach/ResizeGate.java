package dev.berth.box.attach;

import dev.berth.ttyd.Ttyd.Hello;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets at most ten resizes a second through; the newest always gets there. Pure. */
final class ResizeGate {

    static final long INTERVAL_MILLIS = 100;

    private long lastAt = Long.MIN_VALUE / 2;
    private @Nullable Hello waiting;

    /** Empty: it waits; call {@link #due} in {@link #waitMillis}. */
    Optional<Hello> offer(Hello size, long now) {
        if (now - lastAt >= INTERVAL_MILLIS) {
            lastAt = now;
            waiting = null;
            return Optional.of(size);
        }
        waiting = size;
        return Optional.empty();
    }

    Optional<Hello> due(long now) {
        Hello size = waiting;
        if (size == null || now - lastAt < INTERVAL_MILLIS) {
            return Optional.empty();
        }
        return offer(size, now);
    }

    long waitMillis(long now) {
        return Math.max(1, INTERVAL_MILLIS - (now - lastAt));
    }
}
