package dev.berth.proxy.relay.control;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.crd.Durations;
import dev.berth.ttyd.BoxJson;
import java.io.IOException;
import java.time.Duration;

/** What a page may ask for. */
sealed interface Command {

    record Wake() implements Command {}

    record Sleep() implements Command {}

    record StayAwake(Duration time) implements Command {}

    record Retry() implements Command {}

    record Close(long face) implements Command {}

    /** Nothing that this proxy knows; a newer page may say it. */
    record Unknown() implements Command {}

    static Command read(byte[] json) {
        JsonNode node;
        try {
            node = BoxJson.read(json, JsonNode.class);
        } catch (JacksonException e) {
            return new Unknown();
        } catch (IOException e) {
            return new Unknown();
        }
        return switch (node.path("do").asText("")) {
            case "wake" -> new Wake();
            case "sleep" -> new Sleep();
            case "stayAwake" -> stayAwake(node.path("for").asText("1h"));
            case "retry" -> new Retry();
            case "close" ->
                node.path("face").canConvertToLong() && node.path("face").asLong() > 0
                        ? new Close(node.path("face").asLong())
                        : new Unknown();
            default -> new Unknown();
        };
    }

    private static Command stayAwake(String text) {
        Duration time = Durations.parse(text);
        return time == null ? new Unknown() : new StayAwake(time);
    }
}
