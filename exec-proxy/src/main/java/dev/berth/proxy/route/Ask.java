package dev.berth.proxy.route;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the router reads of a request. Absent headers are empty.
 *
 * @param host the one Host header, as sent
 * @param path as sent, without the query; starts with a slash
 * @param query without the question mark
 * @param headers lower-case name to first value, of those that matter here
 * @param webSocket a complete WebSocket handshake
 * @param protocols subprotocols that it offers
 */
public record Ask(
        String method,
        String host,
        String path,
        String query,
        Map<String, String> headers,
        boolean webSocket,
        List<String> protocols) {

    /** Headers that decisions depend on. */
    public static final List<String> HEADERS = List.of(
            "accept",
            "origin",
            "sec-fetch-site",
            "sec-fetch-mode",
            "sec-fetch-dest",
            "sec-purpose",
            "purpose",
            "fly-replay-failed");

    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** GET or HEAD. */
    public boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** A person opening this address in a tab: the only kind of request that makes faces and wakes (DESIGN.md, "From URL to prompt"). */
    public boolean navigation() {
        if (!method.equals("GET") || webSocket || prefetch()) return false;
        var mode = header("sec-fetch-mode");
        var dest = header("sec-fetch-dest");
        if (mode.isEmpty()) return header("sec-fetch-site").isEmpty() && wantsHtml();
        return mode.equals("navigate") && (dest.isEmpty() || dest.equals("document"));
    }

    /** Loaded ahead by the browser; nobody has asked for it yet. */
    public boolean prefetch() {
        return header("sec-purpose").contains("prefetch") || header("purpose").contains("prefetch");
    }

    public boolean wantsHtml() {
        return header("accept").toLowerCase(Locale.ROOT).contains("text/html");
    }
}
