package dev.berth.controller.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void keys() {
        environment.put("BERTH_BOX_KEYS", folder.toString());
    }

    private Settings read() {
        return Settings.read(environment, "host-1");
    }

    @Test
    void everyValueHasADefaultButTheKeys() {
        var settings = read();
        assertEquals("http://localhost:8080/", settings.publicUrl().urlOf("localhost"));
        assertEquals("berth-system", settings.namespace());
        assertEquals("berth", settings.cluster());
        assertEquals("host-1", settings.podName());
        assertEquals("127.0.0.1", settings.healthHost());
        assertEquals(9091, settings.healthPort());
        assertEquals(List.of(), settings.watchNamespaces());
        assertEquals("", settings.containerEngine());
    }

    @Test
    void theEnvironmentWinsOverTheFile() throws IOException {
        var file = folder.resolve("berth.yaml");
        Files.writeString(file, "cluster: one\nnamespace: from-file\nwatchNamespaces: [a, b]\npodName: p\n");
        environment.put("BERTH_CONFIG", file.toString());
        environment.put("BERTH_CLUSTER", "two");
        var settings = read();
        assertEquals("two", settings.cluster());
        assertEquals("from-file", settings.namespace());
        assertEquals(List.of("a", "b"), settings.watchNamespaces());
        assertEquals("p", settings.podName());
    }

    @Test
    void allMistakesAreReportedAtOnce() {
        environment.put("BERTH_PUBLIC_URL", "localhost");
        environment.put("BERTH_CLUSTER", "Not A Label");
        environment.put("BERTH_HEALTH_LISTEN", "9091");
        environment.put("BERTH_CONTAINER_ENGINE", "/run/docker.sock");
        environment.put("BERTH_FAULTS", "somewhere");
        environment.put("BERTH_BOX_KEYS", "");
        var bad = assertThrows(BadSettings.class, this::read);
        assertEquals(6, bad.problems().size(), String.join("\n", bad.problems()));
    }

    @Test
    void faultsAreRefusedOnAPublicHost() {
        environment.put("BERTH_PUBLIC_URL", "https://berth.example.com");
        environment.put("BERTH_FAULTS", "container.unpause.before:kill");
        assertEquals(1, assertThrows(BadSettings.class, this::read).problems().size());
        environment.put("BERTH_PUBLIC_URL", "http://localhost:8080");
        assertFalse(read().faults().isEmpty());
    }

    @Test
    void urlsOfHosts() {
        environment.put("BERTH_PUBLIC_URL", "https://Example.com.");
        var site = read().publicUrl();
        assertEquals("https://calm-meadow-4821.example.com/", site.urlOf(site.hostOf("calm-meadow-4821")));
        assertEquals("codex--calm-meadow-4821.example.com", site.hostOf("codex", "calm-meadow-4821"));
    }
}
