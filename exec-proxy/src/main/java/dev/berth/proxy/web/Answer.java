package dev.berth.proxy.web;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A whole HTTP answer. Never changes after it was made. */
public final class Answer {

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private Answer(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body;
    }

    public static Answer of(int status, String contentType, byte[] body) {
        return new Answer(
                status,
                Map.of("Content-Type", contentType, "X-Content-Type-Options", "nosniff", "Cache-Control", "no-store"),
                body.clone());
    }

    public static Answer text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    public static Answer json(int status, String json) {
        return of(status, "application/json", (json + "\n").getBytes(StandardCharsets.UTF_8));
    }

    public static Answer redirect(int status, String location) {
        return text(status, "See " + location).with("Location", location);
    }

    /** The same with a header set. */
    public Answer with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body);
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public byte[] body() {
        return body.clone();
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
