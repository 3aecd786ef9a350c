package dev.berth.stack.process;

import java.time.Duration;
import java.util.List;

/**
 * A program that was seen running.
 *
 * @param name as in {@link Program#name}
 * @param identity which process it is
 */
public record Running(String name, ProcessIdentity identity) {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Duration AFTER_KILL = Duration.ofSeconds(5);

    public long pid() {
        return identity.pid();
    }

    public boolean alive() {
        return identity.alive();
    }

    /** SIGTERM, then SIGKILL after {@code grace}; its children of that moment go with it. */
    public void stop(Duration grace) {
        if (!alive()) {
            return;
        }
        List<ProcessIdentity> children = ProcessHandle.of(pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .flatMap(child -> ProcessIdentity.of(child.pid()).stream())
                .toList();
        ProcessHandle.of(pid()).ifPresent(ProcessHandle::destroy);
        if (!endsWithin(grace)) {
            kill(identity);
            endsWithin(AFTER_KILL);
        }
        children.forEach(Running::kill);
    }

    /** Waits for its end without asking for it. */
    public boolean endsWithin(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        while (alive()) {
            if (System.nanoTime() >= until) {
                return false;
            }
            try {
                Thread.sleep(LOOK_AGAIN);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return !alive();
            }
        }
        return true;
    }

    private static void kill(ProcessIdentity process) {
        if (process.alive()) {
            ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
