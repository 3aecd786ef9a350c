package dev.berth.stack.build;

import dev.berth.stack.StackFolder;
import dev.berth.stack.process.LogTail;
import dev.berth.stack.process.Tool;
import dev.berth.stack.tools.Failures;
import dev.berth.stack.voice.StepFailed;
import dev.berth.stack.voice.Voice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Builds what the stack runs, when its sources have changed. Programs run from a copy, because a later build, of the
 * tests for one, writes the jars in {@code target} anew under whoever runs them.
 */
public final class ProgramsBuild {

    /** Modules with a program, by their folder. */
    public static final List<String> PROGRAMS = List.of("controller", "exec-proxy");

    private static final List<Path> SOURCES = Stream.of(
                    "pom.xml",
                    "crds/pom.xml",
                    "crds/src/main",
                    "ttyd-protocol/pom.xml",
                    "ttyd-protocol/src/main",
                    "controller/pom.xml",
                    "controller/src/main",
                    "exec-proxy",
                    "box-image/pom.xml",
                    "box-image/src/main")
            .map(Path::of)
            .toList();

    private final Path repository;
    private final StackFolder folder;

    public ProgramsBuild(Path repository, StackFolder folder) {
        this.repository = repository;
        this.folder = folder;
    }

    /** Whether what is there was made from the sources as they are. */
    public boolean upToDate() {
        return made(Fingerprint.of(repository, SOURCES));
    }

    private boolean made(Fingerprint fingerprint) {
        return fingerprint.isIn(fingerprintFile())
                && PROGRAMS.stream().allMatch(module -> Files.isDirectory(copy(module)));
    }

    private Path fingerprintFile() {
        return folder.fingerprints().resolve("programs");
    }

    /** Builds and returns the detail of the step's line. */
    public String run(Voice.Progress progress) throws InterruptedException {
        Fingerprint fingerprint = Fingerprint.of(repository, SOURCES);
        if (made(fingerprint)) {
            return "nothing changed";
        }
        progress.at("./mvnw package");
        Path log = folder.log().resolve("build.log");
        int exit = new Tool(
                        List.of(
                                "./mvnw",
                                "-B",
                                "-ntp",
                                "-pl",
                                "controller,exec-proxy,box-image",
                                "-am",
                                "package",
                                "-DskipTests",
                                "-Dspotless.check.skip=true",
                                "-Dmaven.test.skip=true"),
                        Map.of("JAVA_HOME", System.getProperty("java.home")),
                        repository,
                        log)
                .run();
        if (exit != 0) {
            List<String> errors = LogTail.lastLines(log, 200).stream()
                    .filter(line -> line.startsWith("[ERROR]") && line.length() > 8)
                    .limit(4)
                    .toList();
            throw new StepFailed(Failures.tool(
                    "./mvnw ended with " + exit,
                    errors,
                    "The build failed. Repair what it names, then run ./berth up again.",
                    log));
        }
        keep(fingerprint);
        return built(log) + " modules";
    }

    /** Keeps what a build of all modules has just made from the sources as they are. */
    public void keepBuilt() {
        Fingerprint fingerprint = Fingerprint.of(repository, SOURCES);
        if (!made(fingerprint)) {
            keep(fingerprint);
        }
    }

    private void keep(Fingerprint fingerprint) {
        PROGRAMS.forEach(this::keepCopy);
        fingerprint.write(fingerprintFile());
    }

    /** The class path of a module's program. */
    public String classPath(String module) {
        return copy(module) + "/*:" + copy(module).resolve("lib") + "/*";
    }

    private Path copy(String module) {
        return folder.path().resolve("app").resolve(module);
    }

    private void keepCopy(String module) {
        Path target = repository.resolve(module).resolve("target");
        Path fresh = copy(module + ".new");
        StackFolder.remove(fresh);
        try {
            Files.createDirectories(fresh.resolve("lib"));
            copyJars(target, fresh);
            copyJars(target.resolve("lib"), fresh.resolve("lib"));
            StackFolder.remove(copy(module));
            Files.move(fresh, copy(module), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException refused) {
            throw new UncheckedIOException("Cannot copy the program of " + module, refused);
        }
    }

    private static void copyJars(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                Files.copy(jar, to.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static long built(Path log) {
        return LogTail.lastLines(log, 100).stream()
                .filter(line -> line.contains(" SUCCESS ["))
                .count();
    }
}
