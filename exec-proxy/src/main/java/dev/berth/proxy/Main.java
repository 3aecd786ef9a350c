package dev.berth.proxy;

import dev.berth.proxy.access.Principal;
import dev.berth.proxy.config.BadSettings;
import dev.berth.proxy.config.Settings;
import dev.berth.proxy.directory.DemandWriter;
import dev.berth.proxy.directory.FaceAllocator;
import dev.berth.proxy.directory.FaceCloser;
import dev.berth.proxy.directory.KubernetesCluster;
import dev.berth.proxy.directory.Shelves;
import dev.berth.proxy.directory.Watches;
import dev.berth.proxy.health.Descriptors;
import dev.berth.proxy.health.HealthServer;
import dev.berth.proxy.http.HttpMeters;
import dev.berth.proxy.http.Probes;
import dev.berth.proxy.http.Server;
import dev.berth.proxy.relay.Terminals;
import dev.berth.proxy.relay.boot.BootTimes;
import dev.berth.proxy.relay.control.BoxCalls;
import dev.berth.proxy.relay.control.BoxDesk;
import dev.berth.proxy.relay.control.Controls;
import dev.berth.proxy.web.Assets;
import dev.berth.proxy.web.Incidents;
import dev.berth.proxy.web.Pages;
import dev.berth.ttyd.BoxKeys;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;

/** Starts exec-proxy: everything is made here, by hand and in order. */
public final class Main {

    private Main() {}

    public static void main(String[] args) throws IOException {
        // Before the first logger exists, or logback has read its other file already.
        if ("text".equals(System.getenv("BERTH_LOG"))) {
            System.setProperty("logback.configurationFile", "logback-text.xml");
        }
        Settings settings;
        try {
            settings = Settings.read(
                    System.getenv(), "proxy-" + ProcessHandle.current().pid());
        } catch (BadSettings bad) {
            System.err.println("berth exec-proxy: " + bad.getMessage());
            System.exit(2);
            return;
        }
        try {
            run(settings);
        } catch (IllegalStateException | IOException cannot) {
            System.err.println("berth exec-proxy: " + cannot.getMessage());
            System.exit(1);
        }
    }

    private static void run(Settings settings) throws IOException {
        var log = LoggerFactory.getLogger(Main.class);
        var clock = Clock.systemUTC();
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var keys = BoxKeys.read(settings.boxKeys());
        var slow = Executors.newVirtualThreadPerTaskExecutor();
        var timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("timer").factory());
        var client = client();

        var watches = new Watches(client, settings.watchNamespaces(), clock);
        var shelves = new Shelves(watches::fresh);
        var cluster = new KubernetesCluster(client);
        var allocator = new FaceAllocator(shelves, cluster, clock, slow);
        var demand = new DemandWriter(shelves, cluster, clock, slow);
        var closer = new FaceCloser(cluster, slow);

        var boxes = new BoxDesk(shelves, new BoxCalls(keys, clock), clock, slow, timer);
        var times = new BootTimes(shelves, clock);
        var terminals = new Terminals(shelves, demand, closer, keys, clock, times, boxes);
        var controls = new Controls(shelves, demand, closer, boxes, clock, slow);

        var ending = new AtomicBoolean();
        var ready =
                new Probes(() -> !ending.get() && shelves.fresh() && Descriptors.left(), version(), settings.replica());
        var health =
                HealthServer.start(settings.health().host(), settings.health().port(), ready::ready, meters);
        Gauge.builder("berth_computers_known", shelves, Shelves::size)
                .description("Computers in the cache")
                .register(meters);

        // Nobody is let in before the caches are full: a landing on an empty cache would be told that there is no such
        // computer.
        watches.start(shelves).join();
        // From here on a change is news; what was there before is nobody's start.
        shelves.afterEachChange(times::changed);
        var server = Server.start(new Server.Parts(
                settings,
                shelves,
                cluster,
                allocator,
                demand,
                closer,
                new Pages(Assets.read("web"), settings.site(), shelves, boxes::lastKnown, clock),
                keys,
                ready,
                new Incidents(new SecureRandom()),
                new HttpMeters(meters),
                terminals,
                controls,
                settings.devPrincipal().isEmpty()
                        ? new Principal.Anonymous()
                        : new Principal.User(settings.devPrincipal()),
                clock,
                slow));
        var ends = new Ending(settings.drain(), ending, server, watches, health);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("ending").unstarted(() -> {
            ends.run();
            // By itself Java ends a SIGTERM with 143, which reads as a failure; this one was obeyed to the end.
            Runtime.getRuntime().halt(0);
        }));
        log.atInfo()
                .addKeyValue("replica", settings.replica())
                .addKeyValue("listen", settings.listen().host() + ":" + server.port())
                .addKeyValue("health", settings.health().host() + ":" + health.port())
                .log("Ready");
    }

    private static KubernetesClient client() {
        var config = new ConfigBuilder(Config.autoConfigure(null))
                // One watch per kind stays open; landings of many visitors need the rest.
                .withMaxConcurrentRequests(512)
                .withMaxConcurrentRequestsPerHost(512)
                .withUserAgent("berth-exec-proxy/" + version())
                .build();
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new OkHttpClientFactory())
                .build();
    }

    private static String version() {
        var version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "0.1.0" : version;
    }
}
