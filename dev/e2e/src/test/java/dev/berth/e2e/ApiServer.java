package dev.berth.e2e;

import dev.berth.crd.TolerantReading;
import dev.berth.stack.cluster.ControlPlane;
import dev.berth.stack.cluster.KubeTools;
import dev.berth.stack.cluster.Kubectl;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real control plane with Berth's kinds, roles and policies: one for all test classes of this JVM, a fresh namespace for each test.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final ApiServer api = new ApiServer();
 * }</pre>
 */
public final class ApiServer implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {

    /** Where the programs' ServiceAccounts live. */
    public static final String SYSTEM = "berth-system";

    /** The repository, seen from this module. */
    public static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();

    private static final String AUDIT = "audit.log";
    private static final String AUDIT_POLICY = "audit-policy.yaml";
    private static final String POLICY = """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [RequestReceived, ResponseStarted]
            rules:
            - level: Metadata
              verbs: [create, update, patch, delete, deletecollection]
              resources: [{group: berth.dev}]
            - level: None
            """;

    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(ApiServer.class);
    private static final AtomicInteger TESTS = new AtomicInteger();

    private @Nullable Shared shared;
    private String namespace = "default";

    @Override
    public void beforeAll(ExtensionContext context) {
        shared = context.getRoot()
                .getStore(STORE)
                .computeIfAbsent(Shared.class, ignored -> Shared.start(), Shared.class);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        namespace = "t" + TESTS.incrementAndGet();
        kubectl().run("create", "namespace", namespace);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        kubectl().run("delete", "namespace", namespace, "--wait=false");
    }

    /** The namespace of this test. */
    public String namespace() {
        return namespace;
    }

    /** kubectl as the admin. */
    public Kubectl kubectl() {
        return running().plane.kubectl();
    }

    /** A client as the admin. */
    public KubernetesClient client() {
        return running().admin;
    }

    /** A client with the real token of a ServiceAccount of {@link #SYSTEM}, as its program has it. */
    public KubernetesClient clientOf(String serviceAccount) {
        return running().accounts.computeIfAbsent(serviceAccount, running()::accountClient);
    }

    public ControlPlane plane() {
        return running().plane;
    }

    /** Every write on Berth's kinds that the API server has answered, as it tells itself: one JSON object a line. */
    public Path audit() {
        return running().folder.resolve(AUDIT);
    }

    private Shared running() {
        return Objects.requireNonNull(shared, "The control plane is started before the first test of a class");
    }

    /** Lives until the last test class has ended. */
    private static final class Shared implements AutoCloseable {
        private final ControlPlane plane;
        private final KubernetesClient admin;
        private final Map<String, KubernetesClient> accounts = new ConcurrentHashMap<>();

        private final Path folder;

        private Shared(ControlPlane plane, Path folder) {
            this.plane = plane;
            this.folder = folder;
            this.admin = client(read(plane.kubeconfig()));
        }

        static Shared start() {
            try {
                var tools = KubeTools.prepared(System.getenv());
                var folder = Files.createTempDirectory("berth-api");
                Files.writeString(folder.resolve(AUDIT_POLICY), POLICY);
                var options = ControlPlane.Options.forTests(tools, folder)
                        .withApiServerFlags(
                                "--audit-policy-file=" + folder.resolve(AUDIT_POLICY),
                                "--audit-log-path=" + folder.resolve(AUDIT));
                var shared = new Shared(ControlPlane.start(options), folder);
                shared.install();
                return shared;
            } catch (IOException refused) {
                throw new UncheckedIOException(refused);
            }
        }

        private void install() {
            var kubectl = plane.kubectl();
            kubectl.run(
                    "apply",
                    "--server-side",
                    "-f",
                    REPOSITORY.resolve("crds/manifests").toString());
            kubectl.run("wait", "--for=condition=Established", "crd", "--all", "--timeout=60s");
            // Established is not yet discovered: the server's list of kinds follows in its own time.
            Awaitility.await("kubectl knows the kinds")
                    .atMost(Duration.ofSeconds(30))
                    .ignoreException(Kubectl.KubectlFailed.class)
                    .until(() -> kubectl.run("get", "berth", "--all-namespaces"), Objects::nonNull);
            kubectl.run("create", "namespace", SYSTEM);
            String roles =
                    read(REPOSITORY.resolve("helm/chart/files/rbac.yaml")).replace("{{ .Release.Namespace }}", SYSTEM);
            kubectl.withInput(roles, "apply", "--server-side", "-f", "-");
        }

        private KubernetesClient accountClient(String name) {
            return client(plane.serviceAccount(SYSTEM, name).toYaml());
        }

        private static KubernetesClient client(String kubeconfig) {
            return new KubernetesClientBuilder()
                    .withConfig(Config.fromKubeconfig(kubeconfig))
                    .withKubernetesSerialization(TolerantReading.serialization())
                    .build();
        }

        private static String read(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        @Override
        public void close() {
            accounts.values().forEach(KubernetesClient::close);
            admin.close();
            plane.close();
            deleteAll(folder);
        }

        private static void deleteAll(Path folder) {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
            } catch (IOException refused) {
                throw new UncheckedIOException(refused);
            }
        }
    }
}
