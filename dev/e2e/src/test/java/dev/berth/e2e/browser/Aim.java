package dev.berth.e2e.browser;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** When to ask the browser for a key press so that the page gets it at the right millisecond; learns from every press how late both sides are. */
final class Aim {

    private static final int LESSONS = 9;

    private final Clock clock;
    private final Deque<Duration> lateness = new ArrayDeque<>();
    private final Deque<Duration> travel = new ArrayDeque<>();

    Aim(Clock clock) {
        this.clock = clock;
    }

    /** @param announced when the controller said that it would send its {@code quiesce} */
    Instant callAt(Instant announced, Duration offset) {
        return announced.plus(median(lateness)).plus(offset).minus(median(travel));
    }

    /** From the announced moment to the {@code quiesce}. */
    void late(Duration lesson) {
        keep(lateness, lesson);
    }

    /** From the call of the browser to the key in the page. */
    void travelled(Duration lesson) {
        keep(travel, lesson);
    }

    /** To a fraction of a millisecond, which no scheduler of tests gives. */
    void await(Instant time) {
        while (true) {
            long nanos = Duration.between(clock.instant(), time).toNanos();
            if (nanos <= 0) return;
            if (nanos > TimeUnit.MILLISECONDS.toNanos(2))
                LockSupport.parkNanos(nanos - TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static void keep(Deque<Duration> lessons, Duration lesson) {
        lessons.addLast(lesson);
        if (lessons.size() > LESSONS) lessons.removeFirst();
    }

    private static Duration median(Deque<Duration> lessons) {
        return lessons.stream().sorted().skip(lessons.size() / 2).findFirst().orElse(Duration.ZERO);
    }
}
