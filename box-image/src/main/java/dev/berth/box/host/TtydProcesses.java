package dev.berth.box.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the two ttyds running: one that writes, one that only shows. One dies, both start anew within 2 s, since whatever killed the one
 * may have half-killed the other; tmux and its sessions are not touched. Runs on the worker thread.
 *
 * <p>The read-only ttyd is the wall behind the filter: it has no {@code -W}, and {@code tmux attach -r} alone lets a viewer switch to
 * another face (hetzner-and-box.md B4).
 */
public final class TtydProcesses {

    private static final Logger log = LoggerFactory.getLogger(TtydProcesses.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration STEADY = Duration.ofSeconds(10);

    private final ClaudeProcess claude;
    private final ScheduledExecutorService worker;
    private final Path folder;
    private final Runnable onRestart;
    private final List<Process> running = new ArrayList<>();
    private Duration pause = FIRST_PAUSE;
    private long startedAt;
    private int generation;
    private boolean stopped;

    public TtydProcesses(ClaudeProcess claude, ScheduledExecutorService worker, Path folder, Runnable onRestart) {
        this.claude = claude;
        this.worker = worker;
        this.folder = folder;
        this.onRestart = onRestart;
    }

    public Path writable() {
        return folder.resolve("ttyd.sock");
    }

    public Path readOnly() {
        return folder.resolve("ttyd-ro.sock");
    }

    /** Ends what an earlier boxd left, then starts both. */
    public void start() {
        endLeftOvers();
        startBoth();
    }

    private void startBoth() {
        if (stopped) {
            return;
        }
        int mine = ++generation;
        startedAt = System.nanoTime();
        try {
            Files.deleteIfExists(writable());
            Files.deleteIfExists(readOnly());
            running.add(claude.start(command(writable(), true)));
            running.add(claude.start(command(readOnly(), false)));
            Files.writeString(pidFile(), pids());
        } catch (IOException e) {
            log.atError().addKeyValue("cause", e.getMessage()).log("ttyd does not start; trying again");
        }
        for (Process process : running) {
            var _ = process.onExit().thenRun(() -> worker.execute(() -> died(mine)));
        }
        if (running.size() < 2) {
            died(mine);
        }
    }

    private void died(int of) {
        if (stopped || of != generation) {
            return;
        }
        generation++;
        running.forEach(Process::destroyForcibly);
        running.clear();
        onRestart.run();
        pause = System.nanoTime() - startedAt > STEADY.toNanos() ? FIRST_PAUSE : longer(pause);
        log.atWarn().addKeyValue("pauseMillis", pause.toMillis()).log("ttyd died; both are started anew");
        var _ = worker.schedule(this::startBoth, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    public void stop() {
        stopped = true;
        running.forEach(Process::destroy);
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    /** {@code -P 25}: below the 60 s after which edges cut idle connections. {@code -d 3}: errors and warnings only, no client lines. */
    private static List<String> command(Path socket, boolean writable) {
        var words = new ArrayList<>(List.of("/usr/bin/ttyd", "-i", socket.toString(), "-a", "-P", "25", "-d", "3"));
        words.addAll(List.of("-T", "xterm-256color"));
        if (writable) {
            words.add("-W");
        }
        words.add(writable ? "/usr/lib/berth/face-attach" : "/usr/lib/berth/face-attach-ro");
        return words;
    }

    private Path pidFile() {
        return folder.resolve("ttyd.pids");
    }

    private String pids() {
        var lines = new StringBuilder();
        running.forEach(process -> lines.append(process.pid()).append('\n'));
        return lines.toString();
    }

    /** A boxd that was killed leaves its ttyds behind; the file says which, and the name proves that the pid is still theirs. */
    private void endLeftOvers() {
        try {
            for (String line : Files.exists(pidFile()) ? Files.readAllLines(pidFile()) : List.<String>of()) {
                Path name = Path.of("/proc", line.strip(), "comm");
                if (Files.exists(name) && Files.readString(name).strip().equals("ttyd")) {
                    ProcessHandle.of(Long.parseLong(line.strip())).ifPresent(ProcessHandle::destroyForcibly);
                }
            }
        } catch (IOException | NumberFormatException e) {
            log.atWarn().addKeyValue("cause", e.getMessage()).log("Left-over ttyds cannot be read; starting new ones");
        }
    }
}
