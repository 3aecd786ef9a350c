package dev.berth.controller.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.berth.controller.fault.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the controller is told at start: flat environment variables, with an optional YAML file ({@code BERTH_CONFIG}) underneath that holds the same values in lowerCamel without the
 * prefix. Every problem is reported at once.
 *
 * @param publicUrl BERTH_PUBLIC_URL
 * @param namespace BERTH_NAMESPACE: leases and credentials
 * @param cluster BERTH_CLUSTER: tells several Berths in one provider account apart
 * @param podName BERTH_POD_NAME: identity in the leader election
 * @param boxKeys BERTH_BOX_KEYS: folder of master keys
 * @param healthHost BERTH_HEALTH_LISTEN, host
 * @param healthPort BERTH_HEALTH_LISTEN, port; 0 for any
 * @param watchNamespaces BERTH_WATCH_NAMESPACES; empty: all
 * @param containerEngine BERTH_CONTAINER_ENGINE, used where the class names none; empty: none
 * @param faults BERTH_FAULTS, loopback only
 */
public record Settings(
        PublicUrl publicUrl,
        String namespace,
        String cluster,
        String podName,
        Path boxKeys,
        String healthHost,
        int healthPort,
        List<String> watchNamespaces,
        String containerEngine,
        Faults faults) {

    private static final String PREFIX = "BERTH_";

    /** @throws BadSettings with all problems */
    public static Settings read(Map<String, String> environment, String defaultPodName) {
        var problems = new ArrayList<String>();
        var values = new Values(environment, file(environment, problems));

        var url = parse(values.get("PUBLIC_URL", "http://localhost:8080"), PublicUrl::parse, problems);
        var faults = parse(values.get("FAULTS", ""), Faults::parse, problems);
        if (faults != null && !faults.isEmpty() && url != null && !url.isLoopback())
            problems.add(
                    "BERTH_FAULTS is for tests on localhost only; remove it, or use a localhost BERTH_PUBLIC_URL.");
        var keys = values.get("BOX_KEYS", "");
        if (keys.isEmpty()) problems.add("BERTH_BOX_KEYS is missing; name the folder that holds the box master keys.");
        else if (!Files.isDirectory(Path.of(keys)))
            problems.add("BERTH_BOX_KEYS names " + keys + ", which is no folder; create it with one key file in it.");
        var engine = values.get("CONTAINER_ENGINE", "");
        if (!engine.isEmpty() && !engine.startsWith("unix://") && !engine.startsWith("tcp://"))
            problems.add(
                    "BERTH_CONTAINER_ENGINE is \"" + engine + "\"; write unix:///path/to/socket or tcp://host:port.");
        var cluster = values.get("CLUSTER", "berth");
        if (!cluster.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"))
            problems.add("BERTH_CLUSTER is \"" + cluster + "\"; use 1 to 63 lower-case letters, digits and dashes.");
        var health = values.get("HEALTH_LISTEN", "127.0.0.1:9091");
        int colon = health.lastIndexOf(':');
        int port = colon < 0 ? -1 : port(health.substring(colon + 1));
        if (port < 0)
            problems.add("BERTH_HEALTH_LISTEN is \"" + health + "\"; write host:port, for example 127.0.0.1:9091.");
        if (!problems.isEmpty() || url == null || faults == null) throw new BadSettings(problems);
        return new Settings(
                url,
                values.get("NAMESPACE", "berth-system"),
                cluster,
                values.get("POD_NAME", defaultPodName),
                Path.of(keys),
                health.substring(0, colon),
                port,
                list(values.get("WATCH_NAMESPACES", "")),
                engine,
                faults);
    }

    /** Environment over file. */
    private record Values(Map<String, String> environment, Map<String, String> file) {

        String get(String name, String fallback) {
            var value = environment.get(PREFIX + name);
            if (value == null || value.isBlank()) value = file.get(name);
            return value == null || value.isBlank() ? fallback : value.strip();
        }
    }

    private static Map<String, String> file(Map<String, String> environment, List<String> problems) {
        var path = environment.getOrDefault(PREFIX + "CONFIG", "");
        var values = new java.util.HashMap<String, String>();
        if (path.isBlank()) return values;
        try {
            JsonNode root = new YAMLMapper().readTree(Files.readAllBytes(Path.of(path)));
            root.properties().forEach(member -> values.put(upper(member.getKey()), text(member.getValue())));
        } catch (JacksonException e) {
            problems.add("BERTH_CONFIG names " + path + ", which is no readable YAML; " + e.getOriginalMessage() + ".");
        } catch (IOException e) {
            problems.add("BERTH_CONFIG names " + path + ", which cannot be read; correct the path or its mode.");
        }
        return values;
    }

    private static String text(JsonNode value) {
        if (!value.isArray()) return value.asText();
        var parts = new ArrayList<String>();
        value.forEach(part -> parts.add(part.asText()));
        return String.join(",", parts);
    }

    private static String upper(String lowerCamel) {
        return lowerCamel.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }

    private static List<String> list(String commas) {
        return Arrays.stream(commas.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static int port(String digits) {
        return digits.matches("[0-9]{1,5}") && Integer.parseInt(digits) < 65536 ? Integer.parseInt(digits) : -1;
    }

    private static <T> @Nullable T parse(String text, Function<String, T> parser, List<String> problems) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
            return null;
        }
    }
}
