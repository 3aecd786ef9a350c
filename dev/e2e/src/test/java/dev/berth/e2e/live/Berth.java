package dev.berth.e2e.live;

import dev.berth.stack.cluster.ControlPlane;
import dev.berth.stack.cluster.KubeTools;
import dev.berth.stack.process.LoopbackPorts;
import dev.berth.stack.process.Programs;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The whole of Berth, real in every part: etcd and kube-apiserver, replicas of controller and exec-proxy as processes with
 * the tokens of the chart's ServiceAccounts, containers of the box image. One per test JVM; tests make computers of their
 * own in it and share nothing else.
 */
public final class Berth implements AutoCloseable {

    /** Where programs, samples and the chart are, seen from this module. */
    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private static final String SYSTEM = "berth-system";

    private final Path folder;
    private final ControlPlane plane;
    private final KubernetesClient client;
    private final int port;
    private final Replicas replicas;

    private Berth(Path folder, ControlPlane plane, int port) {
        this.folder = folder;
        this.plane = plane;
        this.port = port;
        this.client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(plane.kubeconfig().toFile()))
                .build();
        this.replicas = new Replicas(this, new Programs(folder.resolve("run")));
    }

    /** Starts control plane, two controllers and two proxies on one port. */
    static Berth start(String name) {
        var folder = Path.of("target", "live", name).toAbsolutePath();
        delete(folder);
        var plane = ControlPlane.start(
                ControlPlane.Options.forTests(KubeTools.prepared(System.getenv()), folder.resolve("cluster")));
        var berth = new Berth(folder, plane, LoopbackPorts.free(1).getFirst());
        try {
            berth.install();
            berth.replicas.startController("controller-a");
            berth.replicas.startController("controller-b");
            berth.replicas.startProxy("proxy-a");
            berth.replicas.startProxy("proxy-b");
            berth.replicas.awaitReady();
            return berth;
        } catch (RuntimeException | Error failed) {
            berth.close();
            throw failed;
        }
    }

    private void install() {
        var kubectl = plane.kubectl();
        kubectl.run("create", "namespace", SYSTEM);
        for (var manifest : List.of("computerclasses", "computers", "instances", "faces")) {
            kubectl.withInput(
                    read(ROOT.resolve("crds/manifests/" + manifest + ".yaml")), "apply", "--server-side", "-f", "-");
        }
        kubectl.run("wait", "--for=condition=Established", "crd", "--all", "--timeout=30s");
        kubectl.withInput(
                read(ROOT.resolve("helm/chart/files/rbac.yaml")).replace("{{ .Release.Namespace }}", SYSTEM),
                "apply",
                "--server-side",
                "-f",
                "-");
        boxKey();
        applyClass("local", "");
    }

    private void boxKey() {
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        write(boxKeys().resolve("2026-11"), key);
        plane.kubectl().withInput("""
                        apiVersion: v1
                        kind: Secret
                        metadata: {name: berth-box-keys, namespace: %s}
                        data: {"2026-11": %s}
                        """.formatted(SYSTEM, Base64.getEncoder().encodeToString(key)), "apply", "-f", "-");
    }

    /** Applies a container class of the box image under test; {@code more} is YAML of further members of its spec. */
    public void applyClass(String name, String more) {
        plane.kubectl()
                .withInput("""
                        apiVersion: berth.dev/v1alpha1
                        kind: ComputerClass
                        metadata: {name: %s}
                        spec:
                          provider: Container
                          regions: [local]
                          image: %s
                          size: {cpus: 1, memory: 512Mi}
                          sizeLimits: {cpus: 2, memory: 1Gi}
                        %s
                        """.formatted(name, Engine.image(), more.indent(2).stripTrailing()), "apply", "-f", "-");
    }

    /** Applies a computer of dev:me and returns its handle at once; {@code more} is YAML of further members of its spec. */
    public LiveComputer computer(String name, String className, String more) {
        plane.kubectl().withInput("""
                        apiVersion: berth.dev/v1alpha1
                        kind: Computer
                        metadata: {name: %s, namespace: default}
                        spec:
                          owner: dev:me
                          className: %s
                        %s
                        """.formatted(name, className, more.indent(2).stripTrailing()), "apply", "-f", "-");
        return new LiveComputer(this, name);
    }

    /** A computer that was applied in another way. */
    public LiveComputer find(String name) {
        return new LiveComputer(this, name);
    }

    public KubernetesClient client() {
        return client;
    }

    public ControlPlane plane() {
        return plane;
    }

    public Replicas replicas() {
        return replicas;
    }

    /** The port that all proxies share. */
    public int port() {
        return port;
    }

    public String publicUrl() {
        return "http://localhost:" + port;
    }

    Path boxKeys() {
        return folder.resolve("box-keys");
    }

    Path logs() {
        return folder.resolve("log");
    }

    Path serviceAccount(String name) {
        return plane.serviceAccountKubeconfig(
                SYSTEM, name, folder.resolve("run").resolve(name + ".kubeconfig"));
    }

    String cluster() {
        return "test-" + port;
    }

    /** Ends everything this object started, containers and networks too. */
    @Override
    public void close() {
        replicas.close();
        Engine.removeAll(cluster());
        client.close();
        plane.close();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
            Files.write(file, content);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) return;
        try (Stream<Path> tree = Files.walk(folder)) {
            for (var path : tree.sorted(java.util.Comparator.reverseOrder()).toList()) Files.delete(path);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
