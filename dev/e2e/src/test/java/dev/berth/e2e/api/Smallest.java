package dev.berth.e2e.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Map;

/** The smallest valid object of each kind, changed by a merge patch (RFC 7386) in YAML. */
final class Smallest {

    private static final YAMLMapper YAML = new YAMLMapper();

    private static final Map<String, String> SMALLEST =
            Map.of("ComputerClass", """
            metadata: {name: local}
            spec: {provider: Container, regions: [local], image: "localhost/berth-box:0.1.0", size: {cpus: 1, memory: 1Gi}}
            """, "Computer", """
            metadata: {name: hello}
            spec: {owner: "dev:me", className: local}
            """, "Instance", """
            metadata: {name: hello-1}
            spec: {computer: hello, number: 1, className: local, provider: Container, regions: [local], image: i, size: {cpus: 1, memory: 1Gi}, power: Running}
            """, "Face", """
            metadata: {name: hello.main.1}
            spec: {computer: hello, agent: main, number: 1, createdBy: "dev:me"}
            """);

    private Smallest() {}

    static GenericKubernetesResource of(String kind, String... patches) {
        var object = (ObjectNode) yaml(SMALLEST.get(kind));
        object.put("apiVersion", "berth.dev/v1alpha1").put("kind", kind);
        for (String patch : patches) merge(object, yaml(patch));
        return YAML.convertValue(object, GenericKubernetesResource.class);
    }

    static JsonNode yaml(@org.jspecify.annotations.Nullable String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("No YAML: " + text, broken);
        }
    }

    private static void merge(ObjectNode target, JsonNode patch) {
        patch.propertyStream().forEach(member -> {
            if (member.getValue().isNull()) {
                target.remove(member.getKey());
            } else if (member.getValue().isObject()
                    && target.path(member.getKey()).isObject()) {
                merge((ObjectNode) target.get(member.getKey()), member.getValue());
            } else {
                target.set(member.getKey(), member.getValue());
            }
        });
    }
}
