package dev.berth.controller.computer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How long a Computer's status waits for its Instance to answer a change of its spec. Waiting keeps a wake at six writes; a slow provider must not keep people uninformed.
 */
final class Patience {

    private static final Duration FOR_AN_ANSWER = Duration.ofSeconds(5);
    /** {@code Pending} stands there by default, so there is nothing to say before the machine exists. */
    private static final Duration FOR_THE_FIRST = Duration.ofSeconds(30);

    private final Clock clock;
    private final Map<String, Instant> began = new ConcurrentHashMap<>();

    Patience(Clock clock) {
        this.clock = clock;
    }

    void begin(String uid) {
        began.putIfAbsent(uid, clock.instant());
    }

    void end(String uid) {
        began.remove(uid);
    }

    /** Null once it is over, or never began in this process. */
    @Nullable
    Duration left(String uid, boolean first) {
        var since = began.get(uid);
        if (since == null) return null;
        var left = Duration.between(clock.instant(), since.plus(first ? FOR_THE_FIRST : FOR_AN_ANSWER));
        return left.isPositive() ? left : null;
    }
}
