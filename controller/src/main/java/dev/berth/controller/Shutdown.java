package dev.berth.controller;

import dev.berth.controller.config.Settings;
import dev.berth.controller.health.HealthServer;
import dev.berth.controller.kube.LeaseRelease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;

/**
 * Ends the process in order: not ready, runs in flight finish, the Lease is given back so that the next leader need not wait for it.
 *
 * <p>JOSDK installs no hook of its own while leader election is on, and its {@code stop} may block for ever, so it runs in a thread of its own and the process ends whatever that does.
 */
final class Shutdown implements Runnable {

    private static final Duration DEADLINE = Duration.ofSeconds(25);

    private final Operator operator;
    private final KubernetesClient client;
    private final HealthServer health;
    private final Settings settings;
    private final AtomicBoolean ready;
    private final AtomicBoolean stopping;

    Shutdown(
            Operator operator,
            KubernetesClient client,
            HealthServer health,
            Settings settings,
            AtomicBoolean ready,
            AtomicBoolean stopping) {
        this.operator = operator;
        this.client = client;
        this.health = health;
        this.settings = settings;
        this.ready = ready;
        this.stopping = stopping;
    }

    @Override
    public void run() {
        LoggerFactory.getLogger(Shutdown.class).atInfo().log("Stopping: runs in flight end first");
        ready.set(false);
        stopping.set(true);
        var stopper = Thread.ofPlatform().daemon().start(() -> {
            operator.stop();
            LeaseRelease.release(client, settings.namespace(), settings.podName());
        });
        try {
            stopper.join(DEADLINE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        health.close();
        Runtime.getRuntime().halt(0);
    }
}
