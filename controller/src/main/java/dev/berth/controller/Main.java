package dev.berth.controller;

import dev.berth.controller.config.BadSettings;
import dev.berth.controller.config.Settings;
import dev.berth.controller.health.HealthServer;
import dev.berth.controller.kube.Leader;
import dev.berth.controller.kube.LeaseInterceptor;
import dev.berth.controller.kube.LeaseWatch;
import dev.berth.controller.kube.OperatorFactory;
import dev.berth.controller.provider.Drivers;
import dev.berth.controller.provider.GuardedDriver;
import dev.berth.controller.provider.Limits;
import dev.berth.controller.provider.container.ContainerDriver;
import dev.berth.controller.provider.container.SubnetPool;
import dev.berth.ttyd.BoxKeys;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;

/** Starts the controller: everything is made here, by hand and in order. */
public final class Main {

    private Main() {}

    public static void main(String[] args) throws IOException {
        // Before the first logger exists, or logback has read its other file already.
        if ("text".equals(System.getenv("BERTH_LOG")))
            System.setProperty("logback.configurationFile", "logback-text.xml");
        Settings settings;
        try {
            settings = Settings.read(System.getenv(), podName());
        } catch (BadSettings bad) {
            System.err.println("berth controller: " + bad.getMessage());
            System.exit(2);
            return;
        }
        run(settings);
    }

    private static void run(Settings settings) throws IOException {
        var log = LoggerFactory.getLogger(Main.class);
        var clock = Clock.systemUTC();
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var keys = BoxKeys.read(settings.boxKeys());

        var leader = new Leader(clock, System::nanoTime);
        var watch = new LeaseWatch(System::nanoTime);
        var factory = new OperatorFactory(settings);
        var client = factory.client(new LeaseInterceptor(leader, watch, System::nanoTime));

        var container = new ContainerDriver(
                settings.containerEngine(),
                settings.cluster(),
                SubnetPool.DEFAULT,
                keys::forInstance,
                settings.faults(),
                clock);
        var drivers = new Drivers(List.of(new GuardedDriver(container, Limits.localEngine(), meters)));

        var alive = new AtomicBoolean(true);
        var ready = new AtomicBoolean(false);
        var stopping = new AtomicBoolean(false);
        var callbacks = new LeaderCallbacks(
                () -> {
                    leader.startsLeading();
                    log.atInfo().addKeyValue("replica", settings.podName()).log("Leading");
                },
                () -> {
                    leader.stopsLeading();
                    // Another replica may act from now on, and what runs here was decided before.
                    if (!stopping.get()) {
                        log.atError().log("The lease was lost; this replica ends and starts anew");
                        Runtime.getRuntime().halt(1);
                    }
                },
                next -> log.atInfo().addKeyValue("leader", next).log("New leader"));
        var operator = factory.operator(
                client, Executors.newVirtualThreadPerTaskExecutor(), callbacks, () -> alive.set(false), meters);
        Reconcilers.register(settings, factory, operator, client, drivers, keys::newestId, leader, meters, clock);

        var health = HealthServer.start(
                settings.healthHost(), settings.healthPort(), () -> alive.get() && watch.alive(), ready::get, meters);
        var shutdown = new Shutdown(operator, client, health, settings, ready, stopping);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(shutdown));
        operator.start();
        ready.set(true);
        log.atInfo()
                .addKeyValue("replica", settings.podName())
                .addKeyValue("health", settings.healthHost() + ":" + health.port())
                .log("Ready");
    }

    private static String podName() {
        try {
            return InetAddress.getLocalHost().getHostName() + "-"
                    + ProcessHandle.current().pid();
        } catch (UnknownHostException e) {
            return "controller-" + ProcessHandle.current().pid();
        }
    }
}
