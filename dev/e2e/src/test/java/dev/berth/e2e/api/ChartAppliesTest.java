package dev.berth.e2e.api;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.e2e.ApiServer;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real API server takes what the chart renders and what the samples say, without a warning about a field it does not know. */
@Tag("api")
class ChartAppliesTest {

    @RegisterExtension
    static final ApiServer api = new ApiServer();

    @ParameterizedTest
    @ValueSource(strings = {"default.yaml", "dev.yaml"})
    void renderedChartIsAccepted(String golden) throws IOException {
        String rendered = Files.readString(
                ApiServer.REPOSITORY.resolve("helm/src/test/resources/golden").resolve(golden));
        String applied = api.kubectl()
                .withInput(
                        rendered,
                        "apply",
                        "--server-side",
                        "--force-conflicts",
                        "--dry-run=server",
                        "--validate=strict",
                        "-f",
                        "-");
        assertTrue(applied.contains("deployment.apps/berth-exec-proxy"), applied);
    }

    @Test
    void samplesAreAccepted() {
        String applied = api.kubectl()
                .run(
                        "apply",
                        "--dry-run=server",
                        "--validate=strict",
                        "-f",
                        ApiServer.REPOSITORY.resolve("crds/samples").toString());
        assertTrue(applied.contains("computer.berth.dev/hello created"), applied);
    }
}
