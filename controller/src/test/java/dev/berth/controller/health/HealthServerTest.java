package dev.berth.controller.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.controller.kube.ReconcileMeters;
import dev.berth.crd.Computer;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What probes and scrapers read, over a real socket. */
class HealthServerTest {

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private boolean alive = true;
    private boolean ready;

    @Test
    void aliveIsNotReadyAndBothMayEnd() throws IOException, InterruptedException {
        try (var server = HealthServer.start("127.0.0.1", 0, () -> alive, () -> ready, meters)) {
            assertEquals(200, get(server, "/livez").statusCode());
            assertEquals(503, get(server, "/readyz").statusCode());
            ready = true;
            assertEquals(200, get(server, "/readyz").statusCode());
            alive = false;
            assertEquals(503, get(server, "/livez").statusCode());
        }
    }

    @Test
    void aRunThatThrewIsCountedByKindAndReason() throws IOException, InterruptedException {
        var failures = new ReconcileMeters(meters);
        failures.failedReconciliation(
                new Computer(), new IllegalStateException(new KubernetesClientException("busy", 429, null)), Map.of());
        failures.failedReconciliation(new Computer(), new IllegalStateException("a mistake"), Map.of());
        try (var server = HealthServer.start("127.0.0.1", 0, () -> alive, () -> ready, meters)) {
            var text = get(server, "/metrics").body();
            assertTrue(text.contains("# HELP berth_reconcile_failures_total Runs of a reconciler"), text);
            assertTrue(text.contains("berth_reconcile_failures_total{kind=\"computer\",reason=\"api 429\"} 1.0"), text);
            assertTrue(
                    text.contains(
                            "berth_reconcile_failures_total{kind=\"computer\",reason=\"IllegalStateException\"} 1.0"),
                    text);
        }
    }

    private static HttpResponse<String> get(HealthServer server, String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var uri = URI.create("http://127.0.0.1:" + server.port() + path);
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
