package dev.berth.stack.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts into a cluster what the chart would: kinds, roles and policies from the same files, and the box keys; then the
 * samples.
 */
public final class Installation {

    /** The controller's namespace. */
    public static final String NAMESPACE = "berth-system";

    private static final String PLACEHOLDER = "{{ .Release.Namespace }}";
    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private final Path repository;
    private final Kubectl kubectl;

    public Installation(Path repository, Kubectl kubectl) {
        this.repository = repository;
        this.kubectl = kubectl;
    }

    /** All that is applied: namespace, kinds, roles and policies, keys. */
    public String manifest(BoxKeyFolder keys) {
        StringBuilder all = new StringBuilder("""
                apiVersion: v1
                kind: Namespace
                metadata: {name: %s}
                """.formatted(NAMESPACE));
        for (Path manifest : manifests()) {
            all.append("---\n").append(read(manifest)).append('\n');
        }
        all.append("---\n").append(roles(NAMESPACE)).append('\n');
        return all.append("---\n").append(keys.secret(NAMESPACE)).toString();
    }

    /** Applies it and waits until the kinds are served. An object that somebody edited is put right again. */
    public void apply(String manifest) {
        kubectl.withInput(
                manifest, "apply", "--server-side", "--force-conflicts", "--field-manager=berth-up", "--filename", "-");
        kubectl.run(
                "wait",
                "--for=condition=Established",
                "--timeout=30s",
                "crd/computerclasses.berth.dev",
                "crd/computers.berth.dev",
                "crd/instances.berth.dev",
                "crd/faces.berth.dev");
    }

    /** The chart's roles and policies for a namespace, as YAML. */
    public String roles(String namespace) {
        return read(repository.resolve("helm/chart/files/rbac.yaml")).replace(PLACEHOLDER, namespace);
    }

    /**
     * Makes the class {@code local}, or points it at the image if it is there: what a person has changed in it stays.
     * Makes the computers that are not there.
     */
    public void samples(String image, List<String> computers) {
        ObjectNode sample = parse(repository.resolve("crds/samples/class-local.yaml"));
        ((ObjectNode) sample.path("spec")).put("image", image);
        String name = sample.path("metadata").path("name").asText();
        if (exists("computerclass", name)) {
            kubectl.run(
                    "patch",
                    "computerclass",
                    name,
                    "--type=merge",
                    "--patch",
                    "{\"spec\":{\"image\":\"" + image + "\"}}");
        } else {
            kubectl.withInput(sample.toString(), "create", "--filename", "-");
        }
        for (String computer : computers) {
            ObjectNode hello = parse(repository.resolve("crds/samples/computer-hello.yaml"));
            ((ObjectNode) hello.path("metadata")).put("name", computer);
            if (!exists("computer", computer)) {
                kubectl.withInput(hello.toString(), "create", "--filename", "-");
            }
        }
    }

    private boolean exists(String kind, String name) {
        return !kubectl.run("get", kind, name, "--ignore-not-found", "--output", "name")
                .isBlank();
    }

    private List<Path> manifests() {
        try (Stream<Path> files = Files.list(repository.resolve("crds/manifests"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ObjectNode parse(Path file) {
        try {
            JsonNode parsed = YAML.readTree(read(file));
            return (ObjectNode) parsed;
        } catch (IOException malformed) {
            throw new UncheckedIOException(file + " is not YAML", malformed);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + file, unreadable);
        }
    }
}
