package dev.berth.crd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample is read by the records without losing a member, and written back with the same meaning. */
class SamplesTest {

    private final YAMLMapper yaml = new YAMLMapper();
    private final KubernetesSerialization kubernetes = new KubernetesSerialization();

    static Stream<Path> samples() throws IOException {
        try (var shipped = Files.list(Path.of("samples"));
                var full = Files.list(Path.of("src/test/resources/full"))) {
            return Stream.concat(shipped, full).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void survivesTheRoundTrip(Path file) throws IOException {
        JsonNode written = yaml.readTree(Files.readString(file));
        Class<?> kind =
                switch (written.path("kind").asText()) {
                    case "ComputerClass" -> ComputerClass.class;
                    case "Computer" -> Computer.class;
                    case "Instance" -> Instance.class;
                    case "Face" -> Face.class;
                    default -> throw new AssertionError(file + " has an unknown kind");
                };
        Object read = kubernetes.unmarshal(Files.readString(file), kind);
        assertEquals(comparable(written), comparable(yaml.readTree(kubernetes.asJson(read))));
    }

    /** Only what is ours: metadata and members without a value are fabric8's. */
    private static JsonNode comparable(JsonNode object) {
        var ours = (ObjectNode) object.deepCopy();
        ours.remove("metadata");
        ours.properties().removeIf(member -> member.getValue().isNull());
        return ours;
    }
}
