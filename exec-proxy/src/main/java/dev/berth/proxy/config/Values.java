package dev.berth.proxy.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Named texts: the environment over an optional YAML file with the same names in lowerCamel. Collects what is wrong with them. */
final class Values {

    private static final String PREFIX = "BERTH_";

    private final Map<String, String> environment;
    private final Map<String, String> file = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    Values(Map<String, String> environment) {
        this.environment = environment;
        var path = environment.getOrDefault(PREFIX + "CONFIG", "");
        if (!path.isBlank()) read(Path.of(path));
    }

    String text(String name, String fallback) {
        var value = environment.get(PREFIX + name);
        if (value == null || value.isBlank()) value = file.get(name);
        return value == null || value.isBlank() ? fallback : value.strip();
    }

    /** A value that its reader refuses becomes {@code instead}, and a problem; the reader's message is the sentence. */
    <T> T read(String name, String fallback, T instead, Function<String, T> reader) {
        try {
            return reader.apply(text(name, fallback));
        } catch (IllegalArgumentException wrong) {
            problem("BERTH_" + name + " is \"" + text(name, fallback) + "\"; " + wrong.getMessage());
            return instead;
        }
    }

    void problem(String sentence) {
        problems.add(sentence);
    }

    List<String> problems() {
        return problems;
    }

    private void read(Path path) {
        try {
            JsonNode root = new YAMLMapper().readTree(Files.readAllBytes(path));
            root.properties().forEach(member -> file.put(upper(member.getKey()), flat(member.getValue())));
        } catch (JacksonException wrong) {
            problem("BERTH_CONFIG names " + path + ", which is no readable YAML; " + wrong.getOriginalMessage() + ".");
        } catch (IOException unreadable) {
            problem("BERTH_CONFIG names " + path + ", which cannot be read; correct the path or its mode.");
        }
    }

    private static String flat(JsonNode value) {
        if (!value.isArray()) return value.asText();
        var parts = new ArrayList<String>();
        value.forEach(part -> parts.add(part.asText()));
        return String.join(",", parts);
    }

    private static String upper(String lowerCamel) {
        return lowerCamel.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }
}
