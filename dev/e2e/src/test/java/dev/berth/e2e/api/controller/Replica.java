package dev.berth.e2e.api.controller;

import dev.berth.controller.Reconcilers;
import dev.berth.controller.config.Settings;
import dev.berth.controller.kube.Leader;
import dev.berth.controller.kube.LeaseInterceptor;
import dev.berth.controller.kube.LeaseRelease;
import dev.berth.controller.kube.LeaseWatch;
import dev.berth.controller.kube.OperatorFactory;
import dev.berth.controller.provider.Drivers;
import dev.berth.e2e.ApiServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.Operator;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** One replica of the controller in this JVM, wired as {@code Main} does, on the token of its ServiceAccount. */
final class Replica implements AutoCloseable {

    private final KubernetesClient client;
    private final Operator operator;
    private final String name;
    /** What its {@code /metrics} would say. */
    final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    final Leader leader;
    /** Added to this replica's monotonic clock: a process that was stopped finds that time has passed. */
    final AtomicLong stoppedNanos = new AtomicLong();

    private Replica(ApiServer api, MemoryDriver driver, String name) {
        this.name = name;
        var settings = Settings.read(
                Map.of(
                        "BERTH_POD_NAME",
                        name,
                        "BERTH_WATCH_NAMESPACES",
                        api.namespace(),
                        "BERTH_BOX_KEYS",
                        System.getProperty("java.io.tmpdir"),
                        "BERTH_HEALTH_LISTEN",
                        "127.0.0.1:0"),
                name);
        var clock = Clock.systemUTC();
        leader = new Leader(clock, () -> System.nanoTime() + stoppedNanos.get());
        var factory = new OperatorFactory(settings);
        var access = Config.fromKubeconfig(
                api.plane().serviceAccount(ApiServer.SYSTEM, "berth-controller").toYaml());
        client = factory.client(
                access, new LeaseInterceptor(leader, new LeaseWatch(System::nanoTime), System::nanoTime));
        var callbacks = new LeaderCallbacks(leader::startsLeading, leader::stopsLeading, _ -> {});
        operator = factory.operator(client, Executors.newVirtualThreadPerTaskExecutor(), callbacks, () -> {}, meters);
        Reconcilers.register(
                settings, factory, operator, client, new Drivers(List.of(driver)), () -> "k1", leader, meters, clock);
        operator.start();
    }

    static Replica start(ApiServer api, MemoryDriver driver, String name) {
        return new Replica(api, driver, name);
    }

    @Override
    public void close() {
        operator.stop();
        LeaseRelease.release(client, ApiServer.SYSTEM, name);
        client.close();
    }
}
