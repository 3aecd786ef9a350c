package dev.berth.e2e.box;

import dev.berth.ttyd.BoxPaths;
import dev.berth.ttyd.Ttyd;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The JDK's own WebSocket client on a port of a box, speaking ttyd's protocol. */
final class PortSocket implements WebSocket.Listener, AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final StringBuilder screen = new StringBuilder();
    private final AtomicInteger pongs = new AtomicInteger();
    private volatile boolean ended;

    private PortSocket(int boxPort, String path, String grant, String protocol) {
        socket = client.newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .subprotocols(protocol)
                .header(BoxPaths.HEADER_GRANT, grant)
                .buildAsync(URI.create("ws://127.0.0.1:" + boxPort + path), this)
                .orTimeout(15, TimeUnit.SECONDS)
                .join();
    }

    static PortSocket open(int boxPort, String path, String grant, String protocol) {
        return new PortSocket(boxPort, path, grant, protocol);
    }

    String subprotocol() {
        return socket.getSubprotocol();
    }

    PortSocket hello() {
        socket.sendText(new String(new Ttyd.Hello(100, 30).encode(), StandardCharsets.UTF_8), true)
                .join();
        return this;
    }

    void type(String text) {
        socket.sendBinary(ByteBuffer.wrap(("0" + text).getBytes(StandardCharsets.UTF_8)), true)
                .join();
    }

    void ping() {
        socket.sendPing(ByteBuffer.wrap(new byte[] {1, 2, 3})).join();
    }

    int pongs() {
        return pongs.get();
    }

    PortSocket awaits(String text) {
        Awaitility.await("the terminal shows " + text)
                .atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> screen().contains(text));
        return this;
    }

    void awaitEnd() {
        Awaitility.await("the socket has ended").atMost(Duration.ofSeconds(15)).until(() -> ended);
    }

    private String screen() {
        synchronized (screen) {
            return screen.toString();
        }
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        var bytes = new byte[data.remaining()];
        data.get(bytes);
        synchronized (screen) {
            screen.append(new String(bytes, StandardCharsets.UTF_8));
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
        pongs.incrementAndGet();
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        ended = true;
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable cause) {
        ended = true;
    }

    @Override
    public void close() {
        socket.abort();
        client.close();
    }
}
