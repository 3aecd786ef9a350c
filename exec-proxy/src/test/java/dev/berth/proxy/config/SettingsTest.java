package dev.berth.proxy.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes are reported all at once, and a development principal starts on loopback alone. */
final class SettingsTest {

    @TempDir
    Path keys;

    private Settings read(String... pairs) {
        var environment = new HashMap<String, String>(Map.of("BERTH_BOX_KEYS", keys.toString()));
        for (int i = 0; i < pairs.length; i += 2) environment.put(pairs[i], pairs[i + 1]);
        return Settings.read(environment, "proxy-1");
    }

    @Test
    void theDefaultsAreALaptop() {
        var settings = read("BERTH_DEV_PRINCIPAL", "dev:me");
        assertEquals("http://hello.localhost:8080/", settings.site().computerUrl("hello"));
        assertEquals("127.0.0.1", settings.listen().host());
    }

    @Test
    void aPublicBaseHostRefusesADevelopmentPrincipal() {
        var refused = assertThrows(
                BadSettings.class,
                () -> read("BERTH_DEV_PRINCIPAL", "dev:me", "BERTH_PUBLIC_URL", "https://example.com"));
        assertTrue(
                refused.problems().toString().contains("remove it, or use a localhost BERTH_PUBLIC_URL"),
                refused.toString());
        assertThrows(BadSettings.class, () -> read("BERTH_DEV_PRINCIPAL", "dev:me", "BERTH_LISTEN", "0.0.0.0:8080"));
        assertThrows(
                BadSettings.class, () -> read("BERTH_DEV_PRINCIPAL", "dev:me", "BERTH_PREVIEW_HOST", "berth.example"));
        assertEquals("", read("BERTH_PUBLIC_URL", "https://example.com").devPrincipal());
    }

    @Test
    void everyMistakeIsNamedAtOnce() {
        var bad = assertThrows(
                BadSettings.class,
                () -> Settings.read(
                        Map.of(
                                "BERTH_LISTEN",
                                "8080",
                                "BERTH_PUBLIC_URL",
                                "example.com",
                                "BERTH_DRAIN",
                                "soon",
                                "BERTH_REUSE_PORT",
                                "maybe"),
                        "p"));
        assertEquals(5, bad.problems().size(), bad.getMessage());
    }
}
