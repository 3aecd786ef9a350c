package dev.berth.stack.engine;

import dev.berth.stack.StackFolder;
import dev.berth.stack.build.Fingerprint;
import dev.berth.stack.process.LogTail;
import dev.berth.stack.process.Tool;
import dev.berth.stack.tools.CacheFolder;
import dev.berth.stack.tools.Failures;
import dev.berth.stack.voice.StepFailed;
import dev.berth.stack.voice.Voice;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The image that boxes are made of. Its tag says what it was built from, so a change of its sources is a new image and
 * every computer of the class shows {@code pendingRestart: [Image]}.
 */
public final class BoxImage {

    private static final String NAME = "localhost/berth-box:0.1.0-";

    /** First the release, then one line for each package. */
    private static final String QUESTION = ". /etc/os-release; echo \"$ID $VERSION_CODENAME\";"
            + " for package in ttyd tmux; do dpkg-query -W -f '${Package} ${Version}\\n' $package; done";

    private static final List<Path> SOURCES = Stream.of(
                    "pom.xml",
                    "box-image/pom.xml",
                    "box-image/Containerfile",
                    "box-image/build-image",
                    "box-image/image-recipe.sh",
                    "box-image/packages",
                    "box-image/rootfs",
                    "box-image/src/main",
                    "ttyd-protocol/pom.xml",
                    "ttyd-protocol/src/main")
            .map(Path::of)
            .toList();

    private final Path repository;
    private final StackFolder folder;
    private final CacheFolder cache;
    private final Engine engine;

    public BoxImage(Path repository, StackFolder folder, CacheFolder cache, Engine engine) {
        this.repository = repository;
        this.folder = folder;
        this.cache = cache;
        this.engine = engine;
    }

    /** The tag that the sources of this tree lead to. */
    public String tag() {
        return NAME + Fingerprint.of(repository, SOURCES).hex();
    }

    public boolean present() {
        return engine.hasImage(tag());
    }

    /** Builds it with {@code box-image/build-image}; returns the detail of the step's line. */
    public String build(Voice.Progress progress) throws InterruptedException {
        String tag = tag();
        progress.at("building " + tag);
        Path log = folder.log().resolve("box-image.log");
        Map<String, String> environment = new HashMap<>(engine.environment());
        environment.put("BERTH_ENGINE_CLI", engine.commandLine());
        environment.put("BERTH_CACHE", cache.path().toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        int exit = new Tool(List.of("box-image/build-image", tag), environment, repository, log).run();
        if (exit != 0 || !engine.hasImage(tag)) {
            throw new StepFailed(failure(exit, log));
        }
        String contents = contents(engine.runOnce(tag, QUESTION));
        return contents.isEmpty() ? tag : contents;
    }

    /** {@code debian forky, ttyd 1.7.7, tmux 3.7c}: versions without Debian's own revision. */
    static String contents(String answer) {
        return answer.lines()
                .map(line -> line.strip().replaceFirst("-[^-]*$", ""))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static dev.berth.stack.voice.Failure failure(int exit, Path log) {
        List<String> last = LogTail.lastLines(log, 60);
        List<String> errors = last.stream()
                .filter(line -> line.startsWith("E: ")
                        || line.toLowerCase(java.util.Locale.ROOT).contains("error"))
                .limit(3)
                .toList();
        String detail = "box-image/build-image ended with " + exit;
        if (last.stream()
                .anyMatch(line -> line.toLowerCase(java.util.Locale.ROOT).contains("no space left"))) {
            return Failures.tool(
                    detail,
                    errors,
                    "The disk is full. Make room, or set BERTH_CACHE to a folder on a larger disk, then run ./berth up"
                            + " again.",
                    log);
        }
        boolean mirror = errors.stream().anyMatch(line -> line.startsWith("E: "));
        return Failures.tool(
                detail,
                errors.isEmpty() ? LogTail.lastLines(log, 3) : errors,
                mirror
                        ? "The package mirror cannot be reached. Check the network or the proxy settings, then run ./berth"
                                + " up again. The image is built afresh."
                        : "The box image cannot be built. Repair what it names, then run ./berth up again.",
                log);
    }
}
