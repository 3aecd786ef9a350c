package dev.berth.e2e.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Which replica answered the terminal socket: the {@code Berth-Proxy} header of the 101, as the browser saw it. */
final class TerminalProxy {

    private final Map<String, String> urls = new ConcurrentHashMap<>();
    private final List<String> answered = new CopyOnWriteArrayList<>();
    private final Page page;

    TerminalProxy(Page page) {
        this.page = page;
        CDPSession session = page.context().newCDPSession(page);
        session.send("Network.enable");
        session.on(
                "Network.webSocketCreated",
                event -> urls.put(
                        event.get("requestId").getAsString(), event.get("url").getAsString()));
        session.on("Network.webSocketHandshakeResponseReceived", this::answered);
    }

    private void answered(JsonObject event) {
        var url = urls.getOrDefault(event.get("requestId").getAsString(), "");
        if (!url.contains("/ws?")) return;
        var headers = event.getAsJsonObject("response").getAsJsonObject("headers");
        headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Berth-Proxy"))
                .forEach(header -> answered.add(header.getValue().getAsString()));
    }

    /** The replica of the newest terminal socket. */
    String last() {
        // Events of the browser arrive only while this thread asks it something.
        page.evaluate("0");
        if (answered.isEmpty()) throw new AssertionError("no terminal socket was answered with Berth-Proxy");
        return answered.getLast();
    }
}
