package dev.berth.box.http;

import dev.berth.ttyd.BoxJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An answer to a control call. A refusal is a JSON body with one sentence: {@code {"error": "…"}}. */
public final class Reply {

    private static final String JSON = "application/json";

    private final int status;
    private final byte[] body;
    private final String contentType;

    private Reply(int status, byte[] body, String contentType) {
        this.status = status;
        this.body = body;
        this.contentType = contentType;
    }

    public int status() {
        return status;
    }

    byte[] body() {
        return body;
    }

    String contentType() {
        return contentType;
    }

    public static Reply json(Object body) {
        return new Reply(200, BoxJson.write(body), JSON);
    }

    public static Reply noContent() {
        return new Reply(204, new byte[0], "");
    }

    public static Reply text(String text) {
        return new Reply(200, text.getBytes(StandardCharsets.UTF_8), "text/plain; charset=utf-8");
    }

    public static Reply refused(int status, String sentence) {
        return new Reply(status, BoxJson.write(Map.of("error", sentence)), JSON);
    }
}
