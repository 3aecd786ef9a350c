package dev.berth.stack.cluster;

import dev.berth.stack.process.LogTail;
import dev.berth.stack.process.Program;
import dev.berth.stack.process.Programs;
import dev.berth.stack.process.Running;
import dev.berth.stack.process.StartFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A real Kubernetes control plane of one member on 127.0.0.1: etcd, kube-apiserver with RBAC, kube-controller-manager.
 * Serves {@code ./berth up} and the test tiers alike.
 *
 * <pre>{@code
 * try (var plane = ControlPlane.start(ControlPlane.Options.forTests(tools, folder))) {
 *     plane.kubeconfig();                                               // admin, for fabric8 or kubectl
 *     plane.kubectl().create("namespace", "a");
 *     plane.serviceAccountKubeconfig("berth-system", "berth-controller", folder.resolve("controller.kubeconfig"));
 * }
 * }</pre>
 *
 * The programs outlive this object unless it is closed: a later process finds them with {@link #find}. Data stays in the
 * folder, so the next start with it has the same objects with the same uids.
 */
public final class ControlPlane implements Cluster, AutoCloseable {

    /** The API server grants a year; a stack that runs longer has been started again by then. */
    static final String TOKEN_LIFETIME = "8760h";

    private static final String ETCD = "etcd";
    private static final String API_SERVER = "kube-apiserver";
    private static final String CONTROLLER_MANAGER = "kube-controller-manager";
    /** In the order in which they may be stopped. */
    private static final List<String> PROGRAMS = List.of(CONTROLLER_MANAGER, API_SERVER, ETCD);

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration STOP_GRACE = Duration.ofSeconds(10);
    private static final int TRIES_FOR_PORTS = 3;

    /**
     * Where and how it runs.
     *
     * @param tools the programs
     * @param data etcd's data, keys and ports; kept between starts
     * @param run pid files and kubeconfigs
     * @param logs one file per program
     * @param durable whether etcd waits for the disk; without it a power cut loses data, a kill does not
     * @param apiServerFlags further flags of kube-apiserver, after ours: the last one counts
     */
    public record Options(
            KubeTools tools, Path data, Path run, Path logs, boolean durable, List<String> apiServerFlags) {

        public Options {
            apiServerFlags = List.copyOf(apiServerFlags);
        }

        /** Everything below one folder of its own, not durable: three times faster on slow disks. */
        public static Options forTests(KubeTools tools, Path folder) {
            return new Options(
                    tools, folder.resolve("data"), folder.resolve("run"), folder.resolve("log"), false, List.of());
        }

        public Options withApiServerFlags(String... flags) {
            return new Options(tools, data, run, logs, durable, List.of(flags));
        }

        Path adminKubeconfig() {
            return run.resolve("admin.kubeconfig");
        }
    }

    private final Options options;
    private final Programs programs;
    private final ServerAddress address;
    private final AdminToken admin;

    private ControlPlane(Options options, ServerAddress address, AdminToken admin) {
        this.options = options;
        this.programs = new Programs(options.run());
        this.address = address;
        this.admin = admin;
    }

    /**
     * Stops what an earlier owner of the folder left, starts all three programs and returns when the API server is ready
     * and has its namespace {@code default}.
     *
     * @throws StartFailed with the sentence for the person; nothing is left running then
     */
    public static ControlPlane start(Options options) {
        stop(options);
        AdminToken admin = AdminToken.in(options.data());
        SigningKey signingKey = SigningKey.in(options.data());
        for (int attempt = 1; ; attempt++) {
            ClusterPorts ports = ClusterPorts.in(options.data());
            ControlPlane plane = new ControlPlane(options, ServerAddress.of(ports.apiServer()), admin);
            try {
                plane.startPrograms(new Commands(options, ports, admin, signingKey));
                return plane;
            } catch (StartFailed failed) {
                plane.close();
                boolean portTaken = LogTail.mentions(options.logs(), PROGRAMS, "address already in use");
                if (!portTaken || attempt == TRIES_FOR_PORTS) {
                    throw failed;
                }
                ClusterPorts.forget(options.data());
            }
        }
    }

    /** The control plane that runs in this folder; empty unless all three programs run. */
    public static Optional<ControlPlane> find(Options options) {
        Programs programs = new Programs(options.run());
        boolean whole = PROGRAMS.stream().allMatch(name -> programs.find(name).isPresent());
        return whole
                ? Optional.of(new ControlPlane(
                        options,
                        ServerAddress.of(ClusterPorts.in(options.data()).apiServer()),
                        AdminToken.in(options.data())))
                : Optional.empty();
    }

    private void startPrograms(Commands commands) {
        LogTail.begin(options.logs(), PROGRAMS);
        Running etcd = launch(ETCD, commands.etcd());
        Running apiServer = launch(API_SERVER, commands.apiServer());
        // The API server writes its certificate before it listens; every client needs it as its authority.
        await("its certificate", () -> Files.exists(certificate()), etcd, apiServer);
        Kubeconfig kubeconfig = new Kubeconfig(address.url(), address.authority(certificate()), "admin", admin.value());
        kubeconfig.write(options.adminKubeconfig());
        Running controllerManager = launch(CONTROLLER_MANAGER, commands.controllerManager(options.adminKubeconfig()));
        ApiProbe probe = new ApiProbe(kubeconfig);
        await("ready", probe::ready, etcd, apiServer, controllerManager);
    }

    private Running launch(String name, List<String> command) {
        return programs.start(
                new Program(name, command, Map.of(), options.logs().resolve(name + ".log")));
    }

    private void await(String what, Condition condition, Running... needed) {
        long until = System.nanoTime() + READY_WITHIN.toNanos();
        while (!condition.holds()) {
            for (Running program : needed) {
                if (!program.alive()) {
                    throw new StartFailed(program.name() + " ended before it was ready: "
                            + LogTail.lastWords(options.logs().resolve(program.name() + ".log")));
                }
            }
            if (System.nanoTime() > until) {
                throw new StartFailed("The API server was not " + what + " within " + READY_WITHIN.toSeconds() + " s: "
                        + LogTail.lastWords(options.logs().resolve(API_SERVER + ".log")));
            }
            try {
                Thread.sleep(LOOK_AGAIN);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new StartFailed("The start of the control plane was interrupted.");
            }
        }
    }

    /** {@code https://127.0.0.1:{port}}. */
    public String server() {
        return address.url();
    }

    /** The admin's kubeconfig file ({@code system:masters}). */
    @Override
    public Path kubeconfig() {
        return options.adminKubeconfig();
    }

    /** Writes the admin's kubeconfig to where the person looks for it. */
    public void copyKubeconfig(Path file) {
        new Kubeconfig(address.url(), address.authority(certificate()), "admin", admin.value()).write(file);
    }

    /** kubectl as the admin. */
    @Override
    public Kubectl kubectl() {
        return new Kubectl(options.tools().kubectl(), kubeconfig());
    }

    /** The same subject as a Pod with this ServiceAccount: a real token by TokenRequest, good for a year. */
    public Kubeconfig serviceAccount(String namespace, String name) {
        String token = kubectl()
                .run("create", "token", name, "--namespace", namespace, "--duration", TOKEN_LIFETIME)
                .strip();
        return new Kubeconfig(address.url(), address.authority(certificate()), name, token);
    }

    /** Writes {@link #serviceAccount} to a file and returns the file. */
    @Override
    public Path serviceAccountKubeconfig(String namespace, String name, Path file) {
        serviceAccount(namespace, name).write(file);
        return file;
    }

    /** Process ids by program, for tests that stop or kill one. */
    public Optional<Running> program(String name) {
        return programs.find(name);
    }

    /** Every TCP port it listens on, all of 127.0.0.1. */
    public List<Integer> ports() {
        return ClusterPorts.in(options.data()).all();
    }

    /** Stops all three in order; safe to call when some or all of them are gone. */
    @Override
    public void close() {
        stop(options);
    }

    /** Stops whatever of it runs in this folder, in order. */
    public static void stop(Options options) {
        Programs programs = new Programs(options.run());
        PROGRAMS.forEach(name -> programs.stop(name, STOP_GRACE));
    }

    private Path certificate() {
        return Commands.certificate(options.data());
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds();
    }
}
