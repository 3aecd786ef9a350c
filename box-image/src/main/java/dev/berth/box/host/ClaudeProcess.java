package dev.berth.box.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts programs as user claude: no capabilities, no new privileges, and an environment of their own, so that nothing of boxd's leaks
 * into a person's shell.
 */
public final class ClaudeProcess {

    private static final List<String> AS_CLAUDE = List.of(
            "/usr/bin/setpriv",
            "--reuid=1000",
            "--regid=1000",
            "--clear-groups",
            "--inh-caps=-all",
            "--no-new-privs",
            "--");

    private static final long PATIENCE_SECONDS = 10;

    /** How a short command ended, with all it printed. */
    public record Result(boolean ok, String output) {}

    /** Runs a short command and waits for it. */
    public Result run(List<String> command) throws IOException {
        Process process = builder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command.getFirst() + " did not end within " + PATIENCE_SECONDS + " s.");
            }
            return new Result(process.exitValue() == 0, output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new IOException("Interrupted while waiting for " + command.getFirst() + ".", e);
        }
    }

    /** Starts a daemon that shares boxd's log. */
    public Process start(List<String> command) throws IOException {
        return builder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static ProcessBuilder builder(List<String> command) {
        var words = new ArrayList<>(AS_CLAUDE);
        words.addAll(command);
        var builder = new ProcessBuilder(words).directory(Path.of("/").toFile());
        var environment = builder.environment();
        environment.clear();
        environment.put("HOME", "/home/claude");
        environment.put("USER", "claude");
        environment.put("LOGNAME", "claude");
        environment.put("SHELL", "/bin/bash");
        environment.put("LANG", "C.UTF-8");
        environment.put("PATH", "/home/claude/.local/bin:/usr/local/bin:/usr/bin:/bin");
        environment.put("BERTH_CONFIG", ConfigFiles.FOLDER);
        return builder;
    }
}
