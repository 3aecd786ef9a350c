package dev.berth.e2e.api.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.berth.e2e.ApiServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Writes on Berth's kinds in the namespace of a test, as the API server's own audit log has them: by whom, deletions and refused ones too, whether they changed anything or not.
 */
record Writes(List<Write> all) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CONTROLLER = "system:serviceaccount:" + ApiServer.SYSTEM + ":berth-controller";

    /**
     * One request.
     *
     * @param what resource and subresource: {@code computers/status}
     * @param code the answer's HTTP status
     */
    record Write(String user, String verb, String what, String name, int code) {

        boolean conflicts() {
            // A JSON patch that tests what has changed meanwhile is refused as unprocessable.
            return code == 409 || code == 422;
        }

        @Override
        public String toString() {
            return verb + " " + what + " " + name + (code < 300 ? "" : " refused with " + code);
        }
    }

    static Writes now(ApiServer api) {
        var all = new ArrayList<Write>();
        // A line that is being written is not whole yet; what is told of it comes with the next look.
        var text = read(api);
        text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(line -> {
            var event = parse(line);
            var object = event.path("objectRef");
            if (!object.path("namespace").asText().equals(api.namespace())) return;
            var subresource = object.path("subresource").asText();
            all.add(new Write(
                    event.path("user").path("username").asText(),
                    event.path("verb").asText(),
                    object.path("resource").asText() + (subresource.isEmpty() ? "" : "/" + subresource),
                    object.path("name").asText(),
                    event.path("responseStatus").path("code").asInt()));
        });
        return new Writes(List.copyOf(all));
    }

    Writes since(Writes before) {
        return new Writes(all.subList(before.all.size(), all.size()));
    }

    Writes ofController() {
        return which(write -> write.user().equals(CONTROLLER));
    }

    Writes which(Predicate<Write> condition) {
        return new Writes(all.stream().filter(condition).toList());
    }

    int total() {
        return all.size();
    }

    /** How many of each: {@code patch computers/status}. */
    Map<String, Long> byKind() {
        return all.stream()
                .collect(Collectors.groupingBy(
                        write -> write.verb() + " " + write.what(), TreeMap::new, Collectors.counting()));
    }

    private static String read(ApiServer api) {
        try {
            return Files.exists(api.audit()) ? Files.readString(api.audit()) : "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
