package dev.berth.controller.fault;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Named points where a test may end, stop or delay this process, or aim at it: {@code container.unpause.before}, {@code instance.create.before}, {@code quiesce.after}.
 *
 * <p>Does nothing unless the process was started with {@code BERTH_FAULTS={point}:{kill|stop|delay|announce|note}}. The first three act once per process; a line {@code fault {point} {action}}
 * goes to stdout first, so that a test knows where the process stands. The other two act on every thread that comes, and say {@code fault {point} {action} {subject} {milliseconds since
 * 1970}}.
 */
public final class Faults {

    /** How long {@link Action#DELAY} holds the thread: longer than a lease and a box's consent to sleep. */
    public static final Duration DELAY = Duration.ofSeconds(40);

    /** What happens at a point. */
    public enum Action {
        /** SIGKILL to this process. */
        KILL,
        /** SIGSTOP to this process; whoever sends SIGCONT lets it go on. */
        STOP,
        /** The thread sleeps for {@link #DELAY}. */
        DELAY,
        /** The thread says when it will go on, at one of the {@link Moments}, and goes on then; that is noted. */
        ANNOUNCE,
        /** The thread says when it was here, and goes on. */
        NOTE;

        private boolean once() {
            return switch (this) {
                case KILL, STOP, DELAY -> true;
                case ANNOUNCE, NOTE -> false;
            };
        }
    }

    private final Map<String, Action> armed;
    private final Clock clock;
    private final Consumer<String> lines;
    private final Moments moments = new Moments();

    private Faults(Map<String, Action> armed, Clock clock, Consumer<String> lines) {
        this.armed = new ConcurrentHashMap<>(armed);
        this.clock = clock;
        this.lines = lines;
    }

    public static Faults none() {
        return parse("");
    }

    /**
     * Reads {@code point:action,point:action}.
     *
     * @throws IllegalArgumentException with a sentence for a person
     */
    public static Faults parse(String text) {
        return parse(text, Clock.systemUTC(), line -> {
            System.out.println(line);
            System.out.flush();
        });
    }

    /** @param lines takes what is said */
    static Faults parse(String text, Clock clock, Consumer<String> lines) {
        var armed = new LinkedHashMap<String, Action>();
        for (var part : text.split(",", -1)) {
            if (part.isBlank()) continue;
            int colon = part.lastIndexOf(':');
            if (colon <= 0) throw unreadable(part);
            try {
                armed.put(
                        part.substring(0, colon).strip(),
                        Action.valueOf(part.substring(colon + 1).strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException noSuchAction) {
                throw unreadable(part);
            }
        }
        return new Faults(armed, clock, lines);
    }

    public boolean isEmpty() {
        return armed.isEmpty();
    }

    /** As {@link #at(String, String)}, where it does not matter what the thread is busy with. */
    public void at(String point) {
        at(point, "-");
    }

    /**
     * Acts if a fault is armed here and has not spent itself.
     *
     * @param subject the name of what the thread is busy with
     */
    public void at(String point, String subject) {
        var action = armed.get(point);
        if (action == null || (action.once() && !armed.remove(point, action))) return;
        switch (action) {
            case KILL -> {
                say(point, action);
                signal("KILL");
                await(new CountDownLatch(1), Duration.ofDays(1));
            }
            case STOP -> {
                say(point, action);
                signal("STOP");
            }
            case DELAY -> {
                say(point, action);
                await(new CountDownLatch(1), DELAY);
            }
            case ANNOUNCE -> {
                var moment = moments.next(clock.instant());
                say(point, action, subject, moment);
                await(new CountDownLatch(1), Duration.between(clock.instant(), moment));
                say(point, Action.NOTE, subject, clock.instant());
            }
            case NOTE -> say(point, action, subject, clock.instant());
        }
    }

    private void say(String point, Action action) {
        lines.accept("fault " + point + " " + word(action));
    }

    private void say(String point, Action action, String subject, Instant at) {
        lines.accept("fault " + point + " " + word(action) + " " + subject + " " + at.toEpochMilli());
    }

    private static String word(Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }

    private static void signal(String name) {
        try {
            new ProcessBuilder(
                            "sh",
                            "-c",
                            "kill -" + name + " " + ProcessHandle.current().pid())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new IllegalStateException("No shell to send SIG" + name + " with; fault points need sh.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch never, Duration duration) {
        try {
            if (never.await(duration.toNanos(), TimeUnit.NANOSECONDS)) throw new AssertionError("nobody counts down");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static IllegalArgumentException unreadable(String part) {
        return new IllegalArgumentException("BERTH_FAULTS holds \"" + part.strip()
                + "\"; write {point}:kill, {point}:stop, {point}:delay, {point}:announce or {point}:note.");
    }
}
