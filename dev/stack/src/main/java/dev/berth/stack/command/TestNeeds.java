package dev.berth.stack.command;

import dev.berth.stack.StackFolder;
import dev.berth.stack.cluster.KubeTools;
import dev.berth.stack.engine.BoxImage;
import dev.berth.stack.engine.Engine;
import dev.berth.stack.engine.EngineFinder;
import dev.berth.stack.engine.TestEngine;
import dev.berth.stack.process.Programs;
import dev.berth.stack.process.Tool;
import dev.berth.stack.testing.Tier;
import dev.berth.stack.tools.KubeToolsBuild;
import dev.berth.stack.tools.Packages;
import dev.berth.stack.voice.Voice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the tiers need: made or installed once, when the first tier asks for it. Steps appear only where there is
 * something to do. The tests' engine is one of their own, apart from a stack that runs.
 */
final class TestNeeds implements AutoCloseable {

    private final Invocation invocation;
    private final StackFolder folder;
    private final Packages packages;
    private final Voice voice;
    private @Nullable Engine engine;

    TestNeeds(Invocation invocation, boolean yes, StackFolder folder) {
        this.invocation = invocation;
        this.folder = folder;
        this.voice = invocation.voice();
        this.packages = Packages.of(
                invocation.host(),
                yes,
                invocation.question(),
                invocation.folder().log());
    }

    /** Prepares a tier; returns the variables that tell its tests where things are. */
    Map<String, String> prepare(Tier tier) throws InterruptedException {
        new BuildNeeds(invocation, packages).ensure("test", List.of(BuildNeeds.Need.NPM));
        Map<String, String> given = new HashMap<>();
        given.put("BERTH_CACHE", invocation.cache().path().toString());
        if (tier == Tier.UNIT) {
            return given;
        }
        given.put(KubeTools.VARIABLE, kubeTools().folder().toString());
        if (tier == Tier.API) {
            return given;
        }
        Engine running = engine();
        given.putAll(running.environment());
        given.put("BERTH_ENGINE_SOCKET", running.socket().uri());
        given.put("BERTH_ENGINE_CLI", running.commandLine());
        given.put("BERTH_BOX_IMAGE", image(running));
        if (tier == Tier.BROWSER) {
            given.put("CHROMIUM", chromium().toString());
        }
        return given;
    }

    /** What stands behind the count of tests. */
    String detail(Tier tier) {
        return switch (tier) {
            case UNIT -> "";
            case API -> ", etcd " + KubeTools.ETCD_VERSION + ", kube-apiserver " + KubeTools.KUBERNETES_VERSION;
            case BOX -> engine == null ? "" : ", " + engine.name();
            case BROWSER -> ", chromium " + chromiumVersion();
        };
    }

    private KubeTools kubeTools() throws InterruptedException {
        KubeTools tools = KubeTools.inCache(invocation.cache().path());
        if (!tools.complete()) {
            voice.step("control plane", progress -> new KubeToolsBuild(
                            invocation.host(),
                            invocation.cache(),
                            invocation.repository(),
                            invocation.folder().log())
                    .ensure(progress)
                    .detail());
        }
        return tools;
    }

    private Engine engine() throws InterruptedException {
        Engine known = engine;
        if (known != null) {
            return known;
        }
        EngineFinder finder = new EngineFinder(invocation.host(), packages, folder, invocation.cache());
        Engine[] found = new Engine[1];
        if (invocation.host().onPath("podman").isPresent()) {
            found[0] = finder.find("test", progress -> {}).engine();
        } else {
            voice.step("engine", progress -> {
                EngineFinder.Found answer = finder.find("test", progress);
                found[0] = answer.engine();
                return answer.detail();
            });
        }
        engine = found[0];
        return found[0];
    }

    private String image(Engine running) throws InterruptedException {
        BoxImage image = new BoxImage(invocation.repository(), invocation.folder(), invocation.cache(), running);
        if (!image.present()) {
            new BuildNeeds(invocation, packages).ensure("test", List.of(BuildNeeds.Need.MMDEBSTRAP));
            new dev.berth.stack.build.ReactorBuild(invocation.repository(), invocation.folder()).ensure(voice);
            voice.step("box image", image::build);
        }
        return image.tag();
    }

    private Path chromium() throws InterruptedException {
        String named = invocation.host().environment().getOrDefault("CHROMIUM", "");
        if (!named.isBlank()) {
            return Path.of(named);
        }
        new BuildNeeds(invocation, packages).ensure("test", List.of(BuildNeeds.Need.CHROMIUM));
        return invocation.host().onPath("chromium").orElseThrow();
    }

    private String chromiumVersion() {
        // "Chromium 156.0.8078.79 built on Debian"
        String said = invocation
                .host()
                .onPath("chromium")
                .map(program -> Tool.ask(Duration.ofSeconds(10), Map.of(), List.of(program.toString(), "--version")))
                .orElse("");
        return said.replaceAll("(?s)^\\D*(\\d+).*$", "$1");
    }

    /** Nothing of the tests is left, whatever they have left behind. */
    @Override
    public void close() {
        Engine known = engine;
        if (known != null) {
            new TestEngine(known, new Programs(folder.run()), folder).end();
        }
    }
}
