package dev.berth.stack.command;

import dev.berth.stack.StackFolder;
import dev.berth.stack.build.ProgramsBuild;
import dev.berth.stack.cluster.Cluster;
import dev.berth.stack.cluster.Installation;
import dev.berth.stack.engine.EngineSocket;
import dev.berth.stack.process.HttpProbe;
import dev.berth.stack.process.LogTail;
import dev.berth.stack.process.Program;
import dev.berth.stack.process.Programs;
import dev.berth.stack.process.Running;
import dev.berth.stack.process.StartFailed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Controller and proxy, as the ServiceAccounts that the chart gives them: never as the admin. */
final class BerthPrograms {

    static final String CONTROLLER = "controller";
    static final String PROXY = "proxy";
    static final List<String> NAMES = List.of(PROXY, CONTROLLER);

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final StackFolder folder;
    private final ProgramsBuild build;
    private final Programs programs;

    BerthPrograms(StackFolder folder, ProgramsBuild build, Programs programs) {
        this.folder = folder;
        this.build = build;
        this.programs = programs;
    }

    /** Starts both at once and returns when both are ready. */
    void start(Cluster cluster, EngineSocket engine, int port, HealthPorts health) throws InterruptedException {
        LogTail.begin(folder.log(), NAMES);
        Running controller = programs.start(controller(cluster, engine, port, health.controller()));
        Running proxy = programs.start(proxy(cluster, port, health.proxy()));
        await(controller, health.controller());
        await(proxy, health.proxy());
    }

    private Program controller(Cluster cluster, EngineSocket engine, int port, int health) {
        Map<String, String> environment = common(cluster, "berth-controller", port, health);
        environment.put("BERTH_NAMESPACE", Installation.NAMESPACE);
        environment.put("BERTH_CLUSTER", folder.cluster());
        environment.put("BERTH_CONTAINER_ENGINE", engine.uri());
        return new Program(CONTROLLER, java("controller", "dev.berth.controller.Main"), environment, log(CONTROLLER));
    }

    private Program proxy(Cluster cluster, int port, int health) {
        Map<String, String> environment = common(cluster, "berth-exec-proxy", port, health);
        environment.put("BERTH_LISTEN", "127.0.0.1:" + port);
        environment.put("BERTH_REPLICA", "proxy-1");
        // One machine, one proxy: nobody else takes new visitors while this one ends.
        environment.put("BERTH_DRAIN", "0s");
        environment.put("BERTH_DEV_PRINCIPAL", "dev:me");
        return new Program(PROXY, java("exec-proxy", "dev.berth.proxy.Main"), environment, log(PROXY));
    }

    private Map<String, String> common(Cluster cluster, String account, int port, int health) {
        Path kubeconfig = cluster.serviceAccountKubeconfig(
                Installation.NAMESPACE, account, folder.run().resolve(account + ".kubeconfig"));
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("KUBECONFIG", kubeconfig.toString());
        environment.put("BERTH_PUBLIC_URL", "http://localhost:" + port);
        environment.put("BERTH_PREVIEW_HOST", "preview.localhost");
        environment.put("BERTH_BOX_KEYS", folder.boxKeys().toString());
        environment.put("BERTH_HEALTH_LISTEN", "127.0.0.1:" + health);
        return environment;
    }

    private List<String> java(String module, String main) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + folder.path().resolve("app").resolve(module + ".jsa"),
                "-Xlog:cds=off",
                "-Xlog:aot=off",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                build.classPath(module),
                main);
    }

    private void await(Running program, int health) throws InterruptedException {
        long until = System.nanoTime() + READY_WITHIN.toNanos();
        while (!HttpProbe.get(health, "127.0.0.1", "/readyz").ok()) {
            if (!program.alive()) {
                throw new StartFailed("The " + program.name() + " ended before it was ready: "
                        + LogTail.lastWords(log(program.name())));
            }
            if (System.nanoTime() > until) {
                throw new StartFailed("The " + program.name() + " was not ready within " + READY_WITHIN.toSeconds()
                        + " s: " + LogTail.lastWords(log(program.name())));
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    private Path log(String name) {
        return folder.log().resolve(name + ".log");
    }
}
