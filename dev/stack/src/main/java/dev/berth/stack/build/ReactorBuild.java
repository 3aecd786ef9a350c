package dev.berth.stack.build;

import dev.berth.stack.StackFolder;
import dev.berth.stack.process.LogTail;
import dev.berth.stack.process.Tool;
import dev.berth.stack.tools.Failures;
import dev.berth.stack.voice.StepFailed;
import dev.berth.stack.voice.Voice;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All modules with their tests compiled, installed into the local repository; only when something changed. */
public final class ReactorBuild {

    private static final List<Path> SOURCES = Stream.of(
                    "pom.xml", "crds", "ttyd-protocol", "controller", "exec-proxy", "box-image", "helm", "dev")
            .map(Path::of)
            .toList();

    private final Path repository;
    private final StackFolder folder;

    public ReactorBuild(Path repository, StackFolder folder) {
        this.repository = repository;
        this.folder = folder;
    }

    /** A step of its own where something has to be built. */
    public void ensure(Voice voice) throws InterruptedException {
        if (fingerprint().isIn(file())) {
            return;
        }
        voice.step("build", progress -> {
            progress.at("./mvnw install");
            Path log = folder.log().resolve("build-tests.log");
            List<String> command = List.of("./mvnw", "-B", "-ntp", "install", "-DskipTests");
            int exit = new Tool(command, Map.of("JAVA_HOME", System.getProperty("java.home")), repository, log).run();
            if (exit != 0) {
                List<String> errors = LogTail.lastLines(log, 200).stream()
                        .filter(line -> line.startsWith("[ERROR]") && line.length() > 8)
                        .limit(4)
                        .toList();
                throw new StepFailed(Failures.tool(
                        "./mvnw ended with " + exit,
                        errors,
                        "The build failed. Repair what it names, then run ./berth test again.",
                        log));
            }
            fingerprint().write(file());
            return LogTail.lastLines(log, 100).stream()
                            .filter(line -> line.contains(" SUCCESS ["))
                            .count() + " modules";
        });
    }

    private Fingerprint fingerprint() {
        return Fingerprint.of(repository, SOURCES);
    }

    private Path file() {
        return folder.fingerprints().resolve("tests");
    }
}
