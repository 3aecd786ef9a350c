package dev.berth.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The chart installs the kinds that the records make, and an uninstall leaves them, with everybody's computers, in place. */
class CrdCopiesTest {

    private static final Path MADE = Path.of("../crds/manifests");
    private static final Path COPIES = Chart.FOLDER.resolve("files/crds");

    @Test
    void copiesAreByteEqual() throws IOException {
        if (Boolean.getBoolean("manifests.update")) {
            for (var made : files(MADE).entrySet()) Files.writeString(COPIES.resolve(made.getKey()), made.getValue());
        }
        assertEquals(files(MADE), files(COPIES), "chart/files/crds is not crds/manifests; copy them");
    }

    @Test
    void renderedKindsAreTheCopiesAndSurviveAnUninstall() throws IOException {
        var rendered = Chart.rendered().objects("CustomResourceDefinition").toList();
        assertEquals(files(COPIES).size(), rendered.size());
        for (var definition : rendered) {
            assertEquals(
                    "keep",
                    definition
                            .at("/metadata/annotations")
                            .path("helm.sh/resource-policy")
                            .asText());
            String file = definition.at("/spec/names/plural").asText() + ".yaml";
            var copy = Chart.parse(Files.readString(COPIES.resolve(file))).getFirst();
            assertEquals(copy.get("spec"), definition.get("spec"));
        }
    }

    private static Map<String, String> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.collect(Collectors.toMap(
                    file -> file.getFileName().toString(), CrdCopiesTest::read, (a, b) -> a, TreeMap::new));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
