package dev.berth.e2e.api.controller;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.controller.health.HealthServer;
import dev.berth.crd.InstancePhase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a scraper reads of a life that was really led. */
@Tag("api")
class MetersTest extends ControllerCase {

    @Test
    void aLifeShowsInTheMetrics() throws IOException, InterruptedException {
        try (var replica = leader("one");
                var server = HealthServer.start("127.0.0.1", 0, () -> true, () -> true, replica.meters)) {
            computer("calm-meadow-4821", "");
            ready("calm-meadow-4821");
            patch("computer", "calm-meadow-4821", "{\"spec\":{\"power\":\"Suspended\"}}");
            phase("calm-meadow-4821-1", InstancePhase.SUSPENDED);
            patch("computer", "calm-meadow-4821", "{\"spec\":{\"power\":\"Running\"}}");
            phase("calm-meadow-4821-1", InstancePhase.READY);
            await().atMost(LONG).until(() -> scrape(server).contains("berth_wake_seconds_count{start=\"warm\"} 1"));
            var text = scrape(server);
            for (var line : List.of(
                    "berth_wake_seconds_count{start=\"first\"} 1",
                    "berth_wake_seconds_bucket{start=\"warm\",le=\"60.0\"} 1",
                    "berth_suspend_seconds_count 1",
                    "berth_instances{phase=\"ready\"} 1.0",
                    "berth_instances{phase=\"suspended\"} 0.0"))
                assertTrue(text.lines().anyMatch(line::equals), () -> line + " is missing in\n" + text);
            assertTrue(!text.contains("calm-meadow"), "no label names a computer");
        }
    }

    private static String scrape(HealthServer server) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var uri = URI.create("http://127.0.0.1:" + server.port() + "/metrics");
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
