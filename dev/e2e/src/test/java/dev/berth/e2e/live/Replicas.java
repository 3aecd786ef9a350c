package dev.berth.e2e.live;

import static org.awaitility.Awaitility.await;

import dev.berth.stack.process.Program;
import dev.berth.stack.process.Programs;
import dev.berth.stack.process.Running;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Replicas of controller and exec-proxy: processes that a test may kill, stop and start again by name. */
public final class Replicas implements AutoCloseable {

    private static final Duration READY = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final Berth berth;
    private final Programs programs;

    Replicas(Berth berth, Programs programs) {
        this.berth = berth;
        this.programs = programs;
    }

    public Running startController(String name) {
        return startController(name, "");
    }

    /** {@code faults} as in {@code BERTH_FAULTS}: {@code container.unpause.before:kill}; empty for none. */
    public Running startController(String name, String faults) {
        var settings = common("berth-controller");
        settings.put("BERTH_NAMESPACE", "berth-system");
        settings.put("BERTH_CLUSTER", berth.cluster());
        settings.put("BERTH_POD_NAME", name);
        settings.put("BERTH_CONTAINER_ENGINE", Engine.address());
        if (!faults.isEmpty()) settings.put("BERTH_FAULTS", faults);
        return start(name, "controller", "dev.berth.controller.Main", settings);
    }

    public Running startProxy(String name) {
        var settings = common("berth-exec-proxy");
        settings.put("BERTH_LISTEN", "127.0.0.1:" + berth.port());
        settings.put("BERTH_REUSE_PORT", "true");
        settings.put("BERTH_REPLICA", name);
        settings.put("BERTH_DEV_PRINCIPAL", "dev:me");
        return start(name, "exec-proxy", "dev.berth.proxy.Main", settings);
    }

    public Running find(String name) {
        return programs.find(name).orElseThrow(() -> new AssertionError(name + " does not run"));
    }

    public boolean runs(String name) {
        return programs.find(name).isPresent();
    }

    public List<Running> running() {
        return programs.running();
    }

    /** SIGKILL: it gets no chance to clean up. */
    public void kill(String name) {
        ProcessHandle.of(find(name).pid()).ifPresent(ProcessHandle::destroyForcibly);
        await().atMost(Duration.ofSeconds(5)).until(() -> !runs(name));
    }

    /** SIGTERM, and SIGKILL when it does not end in time. */
    public void stop(String name) {
        programs.stop(name, GRACE);
    }

    /** The controller that holds the Lease now. */
    public String leader() {
        return berth.client().leases().inNamespace("berth-system").list().getItems().stream()
                .map(Lease::getSpec)
                .map(spec -> String.valueOf(spec.getHolderIdentity()))
                .findFirst()
                .orElse("");
    }

    /** Waits until every replica that runs has said that it is ready. */
    public void awaitReady() {
        for (var running : programs.running()) {
            await("ready: " + running.name()).atMost(READY).until(() -> {
                if (!running.alive())
                    throw new AssertionError(running.name() + " ended: " + Berth.read(log(running.name())));
                return Berth.read(log(running.name())).contains("\"message\":\"Ready");
            });
        }
    }

    public Path log(String name) {
        return berth.logs().resolve(name + ".log");
    }

    private Map<String, String> common(String serviceAccount) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("KUBECONFIG", berth.serviceAccount(serviceAccount).toString());
        settings.put("BERTH_PUBLIC_URL", berth.publicUrl());
        settings.put("BERTH_PREVIEW_HOST", "preview.localhost");
        settings.put("BERTH_BOX_KEYS", berth.boxKeys().toString());
        settings.put("BERTH_HEALTH_LISTEN", "127.0.0.1:0");
        return settings;
    }

    private Running start(String name, String module, String main, Map<String, String> settings) {
        var target = Berth.ROOT.resolve(module).resolve("target");
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        try {
            Files.deleteIfExists(log(name));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        return programs.start(new Program(
                name,
                List.of(
                        java.toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        target.resolve(module + "-0.1.0.jar") + ":" + target.resolve("lib") + "/*",
                        main),
                settings,
                log(name)));
    }

    @Override
    public void close() {
        programs.running().forEach(running -> programs.stop(running.name(), GRACE));
    }
}
