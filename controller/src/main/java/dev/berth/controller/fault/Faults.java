package dev.berth.controller.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Named points where a test may end, stop or delay this process: {@code container.unpause.before}, {@code instance.create.before}, {@code quiesce.after}.
 *
 * <p>Does nothing unless the process was started with {@code BERTH_FAULTS={point}:{kill|stop|delay}}. Each fault acts once per process; a line {@code fault {point} {action}} goes to
 * stdout first, so that a test knows where the process stands.
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
        DELAY
    }

    private final Map<String, Action> armed;

    private Faults(Map<String, Action> armed) {
        this.armed = new ConcurrentHashMap<>(armed);
    }

    public static Faults none() {
        return new Faults(Map.of());
    }

    /**
     * Reads {@code point:action,point:action}.
     *
     * @throws IllegalArgumentException with a sentence for a person
     */
    public static Faults parse(String text) {
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
        return new Faults(armed);
    }

    public boolean isEmpty() {
        return armed.isEmpty();
    }

    /** Acts if a fault is armed here and has not acted yet. */
    public void at(String point) {
        var action = armed.remove(point);
        if (action == null) return;
        System.out.println("fault " + point + " " + action.name().toLowerCase(Locale.ROOT));
        System.out.flush();
        switch (action) {
            case KILL -> {
                signal("KILL");
                await(new CountDownLatch(1), Duration.ofDays(1));
            }
            case STOP -> signal("STOP");
            case DELAY -> await(new CountDownLatch(1), DELAY);
        }
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
            if (never.await(duration.toMillis(), TimeUnit.MILLISECONDS)) throw new AssertionError("nobody counts down");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static IllegalArgumentException unreadable(String part) {
        return new IllegalArgumentException(
                "BERTH_FAULTS holds \"" + part.strip() + "\"; write {point}:kill, {point}:stop or {point}:delay.");
    }
}
