package dev.berth.stack.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a tool to its end; its output goes to a log and nowhere else.
 *
 * @param command program and arguments
 * @param environment variables on top of ours
 * @param directory where it runs
 * @param log its output, written anew
 */
public record Tool(List<String> command, Map<String, String> environment, Path directory, Path log) {

    private static final Duration GRACE = Duration.ofSeconds(5);

    public Tool {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /**
     * Returns its exit code; 127 when it could not be started.
     *
     * @throws InterruptedException when we are to stop; the tool has been stopped then
     */
    public int run() throws InterruptedException {
        Process process;
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            Files.writeString(log, "$ " + String.join(" ", command) + "\n");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException notThere) {
            return 127;
        }
        return waitFor(process);
    }

    /** Its output, when it ends well within {@code time}; else empty. For short questions such as {@code --version}. */
    public static String ask(Duration time, Map<String, String> environment, List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(environment);
            Process process = builder.start();
            Thread killer = Thread.startVirtualThread(() -> endAfter(time, process));
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            killer.interrupt();
            return exit == 0 ? output : "";
        } catch (IOException notThere) {
            return "";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static void endAfter(Duration time, Process process) {
        try {
            if (!process.waitFor(time)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException ended) {
            // It has ended by itself.
        }
    }

    private static int waitFor(Process process) throws InterruptedException {
        try {
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            List<ProcessHandle> all = process.descendants().toList();
            process.destroy();
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
            all.forEach(ProcessHandle::destroyForcibly);
            throw interrupted;
        }
    }
}
