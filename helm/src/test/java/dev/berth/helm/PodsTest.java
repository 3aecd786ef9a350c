package dev.berth.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pods meet the restricted Pod Security Standard, know their settings and are watched by probes. */
class PodsTest {

    private final Chart chart = Chart.rendered();

    @ParameterizedTest
    @ValueSource(strings = {"berth-controller", "berth-exec-proxy"})
    void areRestricted(String name) throws IOException {
        var pod = pod(name);
        assertTrue(pod.at("/securityContext/runAsNonRoot").asBoolean());
        assertEquals(
                "RuntimeDefault", pod.at("/securityContext/seccompProfile/type").asText());
        for (var forbidden : new String[] {"hostNetwork", "hostPID", "hostIPC"}) assertFalse(pod.has(forbidden));
        for (var volume : pod.get("volumes")) assertFalse(volume.has("hostPath"));
        var context = container(name).get("securityContext");
        assertFalse(context.get("allowPrivilegeEscalation").asBoolean(true));
        assertTrue(context.get("readOnlyRootFilesystem").asBoolean());
        assertEquals("[\"ALL\"]", context.at("/capabilities/drop").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"berth-controller", "berth-exec-proxy"})
    void runTwiceAsTheirOwnAccountWithProbesAndKeys(String name) throws IOException {
        assertEquals(2, chart.object("Deployment", name).at("/spec/replicas").asInt());
        assertEquals(name, pod(name).get("serviceAccountName").asText());
        var container = container(name);
        assertEquals("/livez", container.at("/livenessProbe/httpGet/path").asText());
        assertEquals("/readyz", container.at("/readinessProbe/httpGet/path").asText());
        assertEquals("health", container.at("/readinessProbe/httpGet/port").asText());
        assertEquals(
                "/etc/berth/box-keys", container.at("/volumeMounts/0/mountPath").asText());
        assertTrue(container.at("/volumeMounts/0/readOnly").asBoolean());
        assertEquals("/etc/berth/box-keys", environment(name).get("BERTH_BOX_KEYS"));
        assertEquals(
                1,
                chart.object("PodDisruptionBudget", name)
                        .at("/spec/maxUnavailable")
                        .asInt());
    }

    @Test
    void settingsAreThoseOfThePrograms() throws IOException {
        assertEquals(
                Map.of(
                        "BERTH_PUBLIC_URL", "https://computers.example.com",
                        "BERTH_PREVIEW_HOST", "preview.example.net",
                        "BERTH_BOX_KEYS", "/etc/berth/box-keys",
                        "BERTH_HEALTH_LISTEN", "0.0.0.0:9091",
                        "BERTH_NAMESPACE", "berth-system",
                        "BERTH_CLUSTER", "berth",
                        "BERTH_POD_NAME", "(metadata.name)"),
                environment("berth-controller"));
        assertEquals(
                Map.of(
                        "BERTH_PUBLIC_URL", "https://computers.example.com",
                        "BERTH_PREVIEW_HOST", "preview.example.net",
                        "BERTH_BOX_KEYS", "/etc/berth/box-keys",
                        "BERTH_HEALTH_LISTEN", "0.0.0.0:9091",
                        "BERTH_LISTEN", "0.0.0.0:8080",
                        "BERTH_REUSE_PORT", "false",
                        "BERTH_REPLICA", "(metadata.name)",
                        "BERTH_DRAIN", "5s",
                        "BERTH_DEV_PRINCIPAL", ""),
                environment("berth-exec-proxy"));
    }

    @Test
    void thePublicServiceLeadsToNoMetrics() throws IOException {
        var ports = chart.object("Service", "berth-exec-proxy").at("/spec/ports");
        assertEquals(1, ports.size());
        assertEquals("http", ports.at("/0/targetPort").asText());
    }

    private JsonNode pod(String name) throws IOException {
        return chart.object("Deployment", name).at("/spec/template/spec");
    }

    private JsonNode container(String name) throws IOException {
        return pod(name).at("/containers/0");
    }

    private Map<String, String> environment(String name) throws IOException {
        var variables = new HashMap<String, String>();
        for (var variable : container(name).get("env")) {
            var field = variable.at("/valueFrom/fieldRef/fieldPath");
            variables.put(
                    variable.get("name").asText(),
                    field.isMissingNode() ? variable.path("value").asText() : "(" + field.asText() + ")");
        }
        return variables;
    }
}
