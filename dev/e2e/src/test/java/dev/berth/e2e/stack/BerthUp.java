package dev.berth.e2e.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One {@code ./berth up} as a process, with a folder of its own and an environment that a test chooses. It speaks to a pipe,
 * so in the voice of logs, and may install nothing.
 *
 * <p>What has to be mounted is mounted in a namespace that ends with the process: no test can leave a mount.
 */
final class BerthUp {

    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final int PATIENCE_SECONDS = 180;

    private final Path home;
    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> before = new ArrayList<>();

    /** @param folder empty; all that this stack writes goes there */
    BerthUp(Path folder) {
        this.folder = folder;
        this.home = folder.resolve("home");
        for (var kept : List.of("PATH", "HOME", "BERTH_CACHE")) {
            Optional.ofNullable(System.getenv(kept)).ifPresent(value -> environment.put(kept, value));
        }
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("BERTH_HOME", home.toString());
        run(List.of("mkdir", "-p", home.toString()));
        // The copy of dev/stack that runs these tests: without it the script would build it again.
        if (Files.isDirectory(boot())) run(List.of("cp", "-R", boot().toString(), home.toString()));
    }

    Path home() {
        return home;
    }

    BerthUp with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    BerthUp without(String variable) {
        environment.remove(variable);
        return this;
    }

    /** Nothing that could be started stands behind these names, wherever PATH finds them. */
    BerthUp withoutPrograms(String... hidden) {
        for (var place : environment.getOrDefault("PATH", "").split(":", -1)) {
            for (var name : hidden) {
                var program = Path.of(place, name);
                if (Files.isExecutable(program)) after("mount --bind /dev/null " + program);
            }
        }
        return this;
    }

    /** A line of sh that prepares the machine, as root of a mount namespace of its own. */
    BerthUp after(String line) {
        before.add(line);
        return this;
    }

    /** What came of it. */
    record Outcome(int exitCode, String steps, String sentences) {

        /** The sentences without the breaks of their lines. */
        String said() {
            return sentences.replaceAll("\\s+", " ").strip();
        }
    }

    Outcome run(int port) {
        var words = new ArrayList<String>();
        if (!before.isEmpty()) {
            words.add("unshare");
            words.add("--mount");
            if (!System.getProperty("user.name").equals("root")) words.add("--map-root-user");
            words.addAll(List.of("sh", "-ec", String.join("\n", before) + "\nexec \"$0\" \"$@\""));
        }
        words.addAll(List.of(ROOT.resolve("berth").toString(), "up", "--detach", "--port", Integer.toString(port)));
        var process = new ProcessBuilder(words)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        process.environment().clear();
        process.environment().putAll(environment);
        try {
            var started = process.start();
            if (!started.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                started.destroy();
                throw new AssertionError("./berth up goes on: " + Files.readString(folder.resolve("out")));
            }
            return new Outcome(
                    started.exitValue(),
                    Files.readString(folder.resolve("out")),
                    Files.readString(folder.resolve("err")));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted beside ./berth up", interrupted);
        }
    }

    /** Command lines of the processes that it has left, its containers' among them: all inherit the name of its folder. */
    List<String> left() {
        var mark = "BERTH_HOME=" + home + "\0";
        return ProcessHandle.allProcesses()
                .filter(process -> read("/proc/" + process.pid() + "/environ").contains(mark))
                .map(process -> read("/proc/" + process.pid() + "/cmdline").replace('\0', ' '))
                .toList();
    }

    Path boot() {
        return Optional.ofNullable(System.getenv("BERTH_HOME"))
                .filter(named -> !named.isBlank())
                .map(Path::of)
                .orElse(ROOT.resolve(".berth"))
                .resolve("boot");
    }

    private static String read(String file) {
        try {
            return new String(Files.readAllBytes(Path.of(file)), StandardCharsets.UTF_8);
        } catch (IOException endedMeanwhile) {
            return "";
        }
    }

    private static void run(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) throw new AssertionError(command + ": " + output);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted beside " + command, interrupted);
        }
    }
}
