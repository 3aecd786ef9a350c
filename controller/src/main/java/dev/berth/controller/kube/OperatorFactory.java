package dev.berth.controller.kube;

import dev.berth.controller.config.Settings;
import dev.berth.crd.Keys;
import dev.berth.crd.TolerantReading;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;

/** Builds the Kubernetes client and the operator on it (java-operators.md 2.1: the defaults are made for small demos). */
public final class OperatorFactory {

    /** Name of the leader's Lease. */
    public static final String LEASE = "berth-controller";

    private static final Duration LEASE_DURATION = Duration.ofSeconds(15);
    private static final Duration RENEW_DEADLINE = Duration.ofSeconds(10);
    private static final Duration RETRY_PERIOD = Duration.ofSeconds(2);
    private static final int CONCURRENCY = 512;

    private final Settings settings;

    public OperatorFactory(Settings settings) {
        this.settings = settings;
    }

    /** As {@code KUBECONFIG} or the pod says. */
    public KubernetesClient client(LeaseInterceptor leases) {
        return client(Config.autoConfigure(null), leases);
    }

    public KubernetesClient client(Config access, LeaseInterceptor leases) {
        Config config = new ConfigBuilder(access)
                .withMaxConcurrentRequests(CONCURRENCY)
                .withMaxConcurrentRequestsPerHost(CONCURRENCY)
                .build();
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new OkHttpClientFactory())
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("berth-lease", leases))
                .withKubernetesSerialization(TolerantReading.serialization())
                .build();
    }

    /** The client and the executor are made outside, because JOSDK calls its configuration consumer twice. */
    public Operator operator(
            KubernetesClient client,
            ExecutorService executor,
            LeaderCallbacks callbacks,
            Runnable onUnreadable,
            MeterRegistry meters) {
        var failures = new ReconcileMeters(meters);
        return new Operator(overrides -> overrides
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withExecutorService(executor)
                .withMetrics(failures)
                .withReconciliationTerminationTimeout(Duration.ofSeconds(20))
                .withCacheSyncTimeout(Duration.ofSeconds(30))
                .withUseSSAToPatchPrimaryResource(true)
                .withInformerStoppedHandler((informer, failure) -> {
                    if (failure != null) onUnreadable.run();
                })
                .withLeaderElectionConfiguration(new LeaderElectionConfiguration(
                        LEASE,
                        settings.namespace(),
                        LEASE_DURATION,
                        RENEW_DEADLINE,
                        RETRY_PERIOD,
                        settings.podName(),
                        callbacks,
                        false)));
    }

    /** Registers a reconciler under the one field manager, with a retry that never gives up. */
    public <P extends HasMetadata> void register(
            Operator operator, Reconciler<P> reconciler, String name, String finalizer, boolean namespaced) {
        operator.register(reconciler, (ControllerConfigurationOverrider<P> overrides) -> {
            overrides
                    .withName(name)
                    .withFinalizer(finalizer)
                    .withFieldManager(Keys.MANAGER_CONTROLLER)
                    .withGenerationAware(false)
                    .withOnUpdateFilter(intentChanged())
                    .withReconciliationMaxInterval(Duration.ofMinutes(5))
                    .withRetry(new GenericRetry()
                            .setInitialInterval(Duration.ofSeconds(1))
                            .setIntervalMultiplier(2)
                            .setMaxInterval(60_000)
                            .setMaxAttempts(-1));
            if (namespaced && !settings.watchNamespaces().isEmpty())
                overrides.settingNamespaces(java.util.Set.copyOf(settings.watchNamespaces()));
        });
    }

    /** Spec, deletion, finalizers and our annotations; a status is written by ourselves and wakes nobody. */
    static <P extends HasMetadata> OnUpdateFilter<P> intentChanged() {
        return (now, before) -> !Objects.equals(
                        now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
                || !Objects.equals(
                        now.getMetadata().getDeletionTimestamp(),
                        before.getMetadata().getDeletionTimestamp())
                || !Objects.equals(
                        now.getMetadata().getFinalizers(), before.getMetadata().getFinalizers())
                || !ours(now).equals(ours(before));
    }

    private static Map<String, String> ours(HasMetadata object) {
        var found = new TreeMap<String, String>();
        object.getMetadata().getAnnotations().forEach((key, value) -> {
            if (key.startsWith(Keys.GROUP + "/")) found.put(key, value);
        });
        return found;
    }
}
