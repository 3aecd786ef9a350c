package dev.berth.stack.tools;

import dev.berth.stack.StackFolder;
import dev.berth.stack.cluster.KubeTools;
import dev.berth.stack.process.LogTail;
import dev.berth.stack.process.Tool;
import dev.berth.stack.voice.StepFailed;
import dev.berth.stack.voice.Voice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Brings the four programs of the cluster into the cache: from $KUBEBUILDER_ASSETS where they have our versions, else
 * built from Go modules, whose content dev/stack/tools/{kube,etcd}/go.sum pins. Release archives are not used: no
 * checksum of these versions is known to us beforehand.
 */
public final class KubeToolsBuild {

    private static final String MINOR = KubeTools.KUBERNETES_VERSION.split("\\.", -1)[1];
    private static final String LINKER_VERSION = "k8s.io/component-base/version";

    private final Host host;
    private final CacheFolder cache;
    private final Path repository;
    private final Path logs;

    public KubeToolsBuild(Host host, CacheFolder cache, Path repository, Path logs) {
        this.host = host;
        this.cache = cache;
        this.repository = repository;
        this.logs = logs;
    }

    /** The tools, and what was done to have them. */
    public record Result(KubeTools tools, String detail) {}

    public Result ensure(Voice.Progress progress) throws InterruptedException {
        KubeTools tools = KubeTools.inCache(cache.path());
        if (tools.complete()) {
            return new Result(tools, "from the cache");
        }
        String versions = "etcd " + KubeTools.ETCD_VERSION + ", kube-apiserver " + KubeTools.KUBERNETES_VERSION;
        try {
            Files.createDirectories(tools.folder());
            linkAssets(tools);
            if (tools.complete()) {
                return new Result(tools, versions + ", from $KUBEBUILDER_ASSETS");
            }
            Path go = new GoToolchain(host, cache).find(progress);
            buildMissing(go, tools, progress);
        } catch (IOException refused) {
            throw new UncheckedIOException("Cannot write " + tools.folder(), refused);
        }
        return new Result(tools, versions + ", built once");
    }

    private void linkAssets(KubeTools tools) throws IOException {
        String assets = host.environment().getOrDefault("KUBEBUILDER_ASSETS", "");
        if (assets.isBlank()) {
            return;
        }
        for (String name : KubeTools.NAMES) {
            Path theirs = Path.of(assets).resolve(name);
            Path ours = tools.folder().resolve(name);
            if (!Files.isExecutable(ours) && Files.isExecutable(theirs) && rightVersion(name, theirs)) {
                Files.deleteIfExists(ours);
                Files.createSymbolicLink(ours, theirs.toAbsolutePath());
            }
        }
    }

    private static boolean rightVersion(String name, Path program) {
        String wanted = name.equals("etcd") ? KubeTools.ETCD_VERSION : "v" + KubeTools.KUBERNETES_VERSION;
        List<String> question = name.equals("kubectl")
                ? List.of(program.toString(), "version", "--client")
                : List.of(program.toString(), "--version");
        return Tool.ask(Duration.ofSeconds(10), Map.of(), question).contains(wanted);
    }

    private void buildMissing(Path go, KubeTools tools, Voice.Progress progress)
            throws IOException, InterruptedException {
        List<String> missing = KubeTools.NAMES.stream()
                .filter(name -> !Files.isExecutable(tools.folder().resolve(name)))
                .toList();
        // Sources and intermediate results take 4 GB and are of no use to the next version.
        Path scratch = cache.path().resolve("go-build");
        StackFolder.remove(scratch);
        Path built = Files.createDirectories(scratch.resolve("bin"));
        try {
            for (String name : missing) {
                progress.at("building " + name + " "
                        + (name.equals("etcd") ? KubeTools.ETCD_VERSION : KubeTools.KUBERNETES_VERSION) + ", once");
                build(go, name, scratch);
                Files.move(built.resolve(name), tools.folder().resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            StackFolder.remove(scratch);
        }
    }

    private void build(Path go, String name, Path scratch) throws InterruptedException {
        boolean etcd = name.equals("etcd");
        Path module = repository.resolve("dev/stack/tools").resolve(etcd ? "etcd" : "kube");
        String version = etcd
                ? ""
                : " -X " + LINKER_VERSION + ".gitVersion=v" + KubeTools.KUBERNETES_VERSION + " -X " + LINKER_VERSION
                        + ".gitMajor=1 -X " + LINKER_VERSION + ".gitMinor=" + MINOR;
        List<String> command = new ArrayList<>(List.of(go.toString(), "build", "-ldflags", "-s -w" + version, "-o"));
        command.add(scratch.resolve("bin").resolve(name).toString());
        command.add(etcd ? "go.etcd.io/etcd/server/v3" : "k8s.io/kubernetes/cmd/" + name);
        Map<String, String> environment = Map.of(
                "CGO_ENABLED", "0",
                "GOTOOLCHAIN", "local",
                "GOFLAGS", "-mod=readonly -modcacherw -buildvcs=false",
                "GOWORK", "off",
                "GOCACHE", scratch.resolve("cache").toString(),
                "GOMODCACHE", scratch.resolve("modules").toString(),
                "GOTMPDIR", scratch.toString());
        Path log = logs.resolve("control-plane.log");
        int exit = new Tool(command, environment, module, log).run();
        if (exit != 0) {
            throw new StepFailed(Failures.tool(
                    "building " + name + " ended with " + exit,
                    LogTail.lastLines(log, 3),
                    "The sources of " + name + " come through the Go module proxy. Check the network and $GOPROXY, then"
                            + " run ./berth again.",
                    log));
        }
    }
}
