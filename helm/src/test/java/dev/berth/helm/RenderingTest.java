package dev.berth.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the chart renders, as goldens; {@code -Dmanifests.update=true} writes them anew. CRDs are compared on their own. */
class RenderingTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Pattern DOCUMENT_START = Pattern.compile("(?m)^---\n");

    @Test
    void strictLintFindsNothing() {
        var result = new Helm(Chart.FOLDER).lint().strict().call();
        assertFalse(result.isFailed(), () -> String.join("\n", result.getMessages()));
    }

    @Test
    void defaultValues() throws IOException {
        assertGolden("default.yaml", Chart.rendered());
    }

    @Test
    void developmentValues() throws IOException {
        assertGolden("dev.yaml", Chart.rendered(Chart.FOLDER.resolve("ci/dev-values.yaml")));
    }

    @ParameterizedTest
    @CsvSource({
        "publicUrl, ftp://x, publicUrl",
        "controller.replicas, 0, replicas",
        "execProxy.drain, soon, drain",
        "execProxy.service.type, Magic, type",
        "surprise, 1, surprise"
    })
    void valuesThatCannotWorkAreRefused(String name, String value, String named) {
        var refused = assertThrows(IllegalStateException.class, () -> Chart.rendered(name, value));
        assertTrue(String.valueOf(refused.getMessage()).contains(named), refused::getMessage);
    }

    private static void assertGolden(String name, Chart chart) throws IOException {
        String rendered = withoutCrds(chart.text());
        Path golden = GOLDEN.resolve(name);
        if (Boolean.getBoolean("manifests.update")) Files.writeString(golden, rendered);
        assertEquals(Files.readString(golden), rendered, () -> "rendered chart differs from " + golden);
    }

    private static String withoutCrds(String text) {
        var kept = new StringBuilder();
        for (String document : DOCUMENT_START.split(text, -1)) {
            if (document.isBlank() || document.contains("# Source: berth/templates/crds.yaml")) continue;
            kept.append("---\n").append(document.stripTrailing()).append('\n');
        }
        return kept.toString();
    }
}
