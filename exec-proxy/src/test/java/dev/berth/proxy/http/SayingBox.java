package dev.berth.proxy.http;

import dev.berth.ttyd.BoxKey;
import dev.berth.ttyd.BoxPaths;
import dev.berth.ttyd.GrantCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A box's port relay as far as the proxy can see it: checks the grant, proves itself, and answers with the bytes that a test has set. */
final class SayingBox implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    final List<String> heads = new CopyOnWriteArrayList<>();
    final List<String> bodies = new CopyOnWriteArrayList<>();
    volatile boolean proves = true;
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final BoxKey key;
    private volatile String tunnelled = "";
    private volatile String head = "";
    private volatile String body = "";
    private volatile @Nullable Socket tunnel;

    SayingBox(BoxKey key) throws IOException {
        this.key = key;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** @param head up to and with the last header; the proof follows */
    void says(String head, String body) {
        this.head = head;
        this.body = body;
    }

    String tunnelled() {
        return tunnelled;
    }

    void tunnel(String text) throws IOException {
        Objects.requireNonNull(tunnel).getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void hangUp() throws IOException {
        Objects.requireNonNull(tunnel).close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            var in = socket.getInputStream();
            var request = until(in, "\r\n\r\n");
            var grant = request.lines()
                    .filter(line -> line.startsWith(BoxPaths.HEADER_GRANT + ": "))
                    .map(line -> line.substring(BoxPaths.HEADER_GRANT.length() + 2))
                    .findFirst()
                    .orElse("");
            if (!(key.check(grant, Instant.now()) instanceof GrantCheck.Valid(var valid)) || valid.port() != 8000)
                return;
            heads.add(request);
            var length = LENGTH.matcher(request);
            if (length.find()) {
                bodies.add(new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.ISO_8859_1));
            } else if (request.toLowerCase(java.util.Locale.ROOT).contains("transfer-encoding: chunked")) {
                bodies.add(chunks(in));
            }
            var proof = proves ? BoxPaths.HEADER_PROOF + ": " + key.proof(valid.jti()) + "\r\n" : "";
            socket.getOutputStream().write((head + proof + "\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
            if (!head.startsWith("HTTP/1.1 101")) return;
            tunnel = socket;
            var heard = new StringBuilder();
            for (int c = in.read(); c >= 0; c = in.read())
                tunnelled = heard.append((char) c).toString();
        } catch (IOException gone) {
            // The proxy hung up, or the test did.
        }
    }

    private static String until(InputStream in, String end) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int c = in.read();
            if (c < 0) throw new IOException("ended after " + text);
            text.append((char) c);
        }
        return text.toString();
    }

    private static String chunks(InputStream in) throws IOException {
        var body = new StringBuilder();
        while (true) {
            int size = Integer.parseInt(until(in, "\r\n").strip(), 16);
            body.append(new String(in.readNBytes(size), StandardCharsets.ISO_8859_1));
            until(in, "\r\n");
            if (size == 0) return body.toString();
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
