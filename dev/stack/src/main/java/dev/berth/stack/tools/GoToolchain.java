package dev.berth.stack.tools;

import dev.berth.stack.StackFolder;
import dev.berth.stack.process.Tool;
import dev.berth.stack.voice.StepFailed;
import dev.berth.stack.voice.Voice;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A Go that can build the cluster tools: the machine's own when it is new enough, else the toolchain that the Go module
 * proxy serves as a module, by its pinned checksum. Distributions are years behind, so their package is not asked for.
 */
final class GoToolchain {

    private static final String VERSION = "1.26.8";
    private static final int NEEDED_MINOR = 26;
    private static final String PROXY = "https://proxy.golang.org";
    /** Of the module's zip; its programs were compared with those of the release archive, byte for byte. */
    private static final Map<String, String> SHA256 = Map.of(
            "linux-amd64", "30c2b1bf7dcc88d3eb0a1364e47ddd9128edb3110a30e8a0ef61cd5856b31de7",
            "linux-arm64", "02b36b6787b3ac767668f630e2998df45a3b1f9ffee08d1bf3ef6487cd658d99");

    private final Host host;
    private final CacheFolder cache;

    GoToolchain(Host host, CacheFolder cache) {
        this.host = host;
        this.cache = cache;
    }

    /** The {@code go} program. */
    Path find(Voice.Progress progress) throws InterruptedException {
        Path folder = cache.path().resolve("go").resolve(VERSION);
        Path kept = folder.resolve("bin").resolve("go");
        if (Files.isExecutable(kept)) {
            return kept;
        }
        Optional<Path> own = host.onPath("go").filter(GoToolchain::newEnough);
        if (own.isPresent()) {
            return own.get();
        }
        progress.at("fetching go " + VERSION + ", once");
        fetch(folder);
        return kept;
    }

    /** {@code go version go1.26.8 linux/amd64}. */
    static boolean newEnough(String version) {
        String[] words = version.strip().split("[ .]", -1);
        return words.length > 3
                && words[2].equals("go1")
                && words[3].matches("[0-9]+")
                && Integer.parseInt(words[3]) >= NEEDED_MINOR;
    }

    private static boolean newEnough(Path go) {
        return newEnough(
                Tool.ask(Duration.ofSeconds(10), Map.of("GOTOOLCHAIN", "local"), List.of(go.toString(), "version")));
    }

    private void fetch(Path into) throws InterruptedException {
        String platform = platform();
        String sum = SHA256.get(platform);
        Path zip = cache.path().resolve("go").resolve(platform + ".zip");
        try {
            if (sum == null) {
                throw new IOException("no Go is pinned for " + platform);
            }
            Files.createDirectories(zip.getParent());
            new PinnedDownload(
                            URI.create(
                                    proxy() + "/golang.org/toolchain/@v/v0.0.1-go" + VERSION + "." + platform + ".zip"),
                            sum)
                    .to(zip);
            Path fresh = into.resolveSibling(VERSION + ".new");
            StackFolder.remove(fresh);
            unpack(zip, fresh);
            Files.move(fresh, into, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(zip);
        } catch (IOException failed) {
            throw new StepFailed(Failures.noGo(VERSION, String.valueOf(failed.getMessage())));
        }
    }

    /** The first proxy of $GOPROXY, as go itself would ask it. */
    private String proxy() {
        String named = host.environment().getOrDefault("GOPROXY", "").split("[,|]", -1)[0];
        return named.startsWith("https://") || named.startsWith("http://") ? named : PROXY;
    }

    private static String platform() {
        String system = System.getProperty("os.name").equals("Linux") ? "linux" : "darwin";
        return system + "-" + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64");
    }

    private static void unpack(Path zip, Path into) throws IOException {
        try (InputStream file = Files.newInputStream(zip);
                ZipInputStream in = new ZipInputStream(file)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                // golang.org/toolchain@v0.0.1-go1.26.8.linux-amd64/bin/go
                String name = entry.getName().replaceFirst("^golang\\.org/[^/]+/", "");
                Path target = into.resolve(name).normalize();
                if (!target.startsWith(into)) {
                    throw new IOException("an entry leads out of the archive: " + entry.getName());
                }
                Files.createDirectories(target.getParent());
                Files.copy(in, target);
                // A module's zip keeps no permissions; go sets these itself when it uses a toolchain module.
                if (name.startsWith("bin/") || name.startsWith("pkg/tool/")) {
                    target.toFile().setExecutable(true, false);
                }
            }
        }
    }
}
