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
 * {@code ./berth} as a process, with a folder of its own and an environment that a test chooses. It speaks to a pipe,
 * so in the voice of logs, and may install nothing.
 *
 * <p>What has to be mounted is mounted in a namespace that ends with the last process of the stack: no test can leave a mount.
 */
public final class BerthScript {

    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final int PATIENCE_SECONDS = 180;

    private final Path home;
    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> before = new ArrayList<>();
    private int runs;

    /** @param folder empty; all that this stack writes goes there */
    public BerthScript(Path folder) {
        this.folder = folder;
        this.home = folder.resolve("home");
        for (var kept : List.of("PATH", "HOME", "BERTH_CACHE")) {
            Optional.ofNullable(System.getenv(kept)).ifPresent(value -> environment.put(kept, value));
        }
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("BERTH_HOME", home.toString());
        run(List.of("mkdir", "-p", home.toString()));
        // What runs these tests, and what they were built with: without it the script would build both again, under
        // them.
        for (var made : List.of(boot(), tests().resolve("app"), tests().resolve("fingerprints"))) {
            if (Files.isDirectory(made)) run(List.of("cp", "-R", made.toString(), home.toString()));
        }
    }

    public Path home() {
        return home;
    }

    BerthScript with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    BerthScript without(String variable) {
        environment.remove(variable);
        return this;
    }

    /** Nothing that could be started stands behind these names, wherever PATH finds them. */
    BerthScript withoutPrograms(String... hidden) {
        for (var place : environment.getOrDefault("PATH", "").split(":", -1)) {
            for (var name : hidden) {
                var program = Path.of(place, name);
                if (Files.isExecutable(program)) after("mount --bind /dev/null " + program);
            }
        }
        return this;
    }

    /** A line of sh that prepares the machine, as root of a mount namespace of its own. */
    public BerthScript after(String line) {
        before.add(line);
        return this;
    }

    /** What came of it. */
    public record Outcome(int exitCode, String steps, String sentences) {

        /** The sentences without the breaks of their lines. */
        public String said() {
            return sentences.replaceAll("\\s+", " ").strip();
        }

        /** For the message of a failed check. */
        public String all() {
            return steps + sentences;
        }
    }

    /** {@code ./berth WORDS}, to its end. */
    public Outcome run(String... words) {
        return start(words).awaitEnd();
    }

    /** {@code ./berth WORDS}, left to itself. */
    public Started start(String... words) {
        // A shell that was started in the background hands down a Ctrl-C that is ignored, and a JVM leaves that alone.
        var command = new ArrayList<String>(List.of("env", "--default-signal=INT"));
        var running = before.isEmpty()
                ? Optional.<ProcessHandle>empty()
                : processes().stream().findFirst();
        if (running.isPresent()) {
            command.addAll(List.of(
                    "nsenter",
                    "--mount",
                    "--target",
                    Long.toString(running.get().pid())));
        } else if (!before.isEmpty()) {
            command.add("unshare");
            command.add("--mount");
            if (!System.getProperty("user.name").equals("root")) command.add("--map-root-user");
            command.addAll(List.of("sh", "-ec", String.join("\n", before) + "\nexec \"$0\" \"$@\""));
        }
        command.add(ROOT.resolve("berth").toString());
        command.addAll(List.of(words));
        var output = folder.resolve("out-" + ++runs);
        var errors = folder.resolve("err-" + runs);
        var process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        process.environment().clear();
        process.environment().putAll(environment);
        try {
            return new Started(process.start(), output, errors);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** One that runs, and the files that it writes to. */
    public record Started(Process process, Path output, Path errors) {

        /** The sentences so far, without the breaks of their lines. */
        public String said() {
            return new Outcome(0, "", read(errors.toString())).said();
        }

        public String steps() {
            return read(output.toString());
        }

        /** Where the files of its mount namespace are seen from outside. */
        public Path root() {
            return Path.of("/proc", Long.toString(process.pid()), "root");
        }

        /** Sends a signal by its name, {@code INT} for Ctrl-C. */
        public void signal(String name) {
            BerthScript.run(List.of("kill", "-" + name, Long.toString(process.pid())));
        }

        public Outcome awaitEnd() {
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroy();
                    throw new AssertionError("./berth goes on: " + steps());
                }
                return new Outcome(process.exitValue(), steps(), read(errors.toString()));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted beside ./berth", interrupted);
            }
        }
    }

    /** {@code ./berth down}. What it leaves is ended by force, so that no later test meets it, and returned. */
    public List<String> end() {
        run("down");
        var left = left();
        processes().forEach(ProcessHandle::destroyForcibly);
        return left;
    }

    /** The processes that run for it, its containers' among them: all inherit the name of its folder. */
    List<ProcessHandle> processes() {
        var mark = "BERTH_HOME=" + home + "\0";
        return ProcessHandle.allProcesses()
                .filter(process -> read("/proc/" + process.pid() + "/environ").contains(mark))
                .toList();
    }

    /** Command lines of {@link #processes}. */
    List<String> left() {
        return processes().stream()
                .map(process -> read("/proc/" + process.pid() + "/cmdline").replace('\0', ' '))
                .toList();
    }

    Path boot() {
        return root().resolve("boot");
    }

    private static Path tests() {
        return root().resolve("test");
    }

    /** Of the run that these tests are part of. */
    private static Path root() {
        return Optional.ofNullable(System.getenv("BERTH_HOME"))
                .filter(named -> !named.isBlank())
                .map(Path::of)
                .orElse(ROOT.resolve(".berth"));
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
