package dev.berth.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The chart of this module, rendered by helm itself as {@code helm template berth} would in namespace berth-system. */
final class Chart {

    static final Path FOLDER = Path.of("chart").toAbsolutePath();

    private final String text;

    private Chart(String text) {
        this.text = text;
    }

    static Chart rendered(Path... valueFiles) {
        var command = template();
        for (Path file : valueFiles) command.withValuesFile(file);
        return new Chart(command.call());
    }

    static Chart rendered(String name, Object value) {
        return new Chart(template().set(name, value).call());
    }

    /** Without a version helm takes the cluster for a Kubernetes of its own build date. */
    private static TemplateCommand template() {
        return new Helm(FOLDER)
                .template()
                .withName("berth")
                .withNamespace("berth-system")
                .withKubeVersion("1.36.4");
    }

    String text() {
        return text;
    }

    Stream<JsonNode> objects(String kind) throws IOException {
        return parse(text).stream()
                .filter(object -> object.path("kind").asText().equals(kind));
    }

    JsonNode object(String kind, String name) throws IOException {
        return objects(kind)
                .filter(object -> object.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The chart renders no " + kind + " " + name));
    }

    static List<JsonNode> parse(String yaml) throws IOException {
        try (var parser = new YAMLFactory().createParser(yaml)) {
            return new YAMLMapper()
                    .readValues(parser, JsonNode.class).readAll().stream()
                            .filter(document -> document.isObject())
                            .toList();
        }
    }
}
