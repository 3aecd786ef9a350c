package dev.berth.e2e.api.proxy;

import static org.awaitility.Awaitility.await;

import dev.berth.ttyd.WsFrames;
import io.netty.buffer.ByteBufUtil;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A socket of a page, as a browser holds it, and plain requests as a load balancer or a visitor makes them. */
final class PageSocket implements AutoCloseable {

    private final Socket socket;
    private final DataInputStream in;
    private final StringBuilder shown = new StringBuilder();
    private volatile int closeCode;
    private volatile long closedAt;

    private PageSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** @param path with the query: {@code /ws?face=1} */
    static PageSocket open(int port, String host, String path, String protocol) {
        try {
            var page = new PageSocket(new Socket(InetAddress.getLoopbackAddress(), port));
            page.socket.setSoTimeout(20_000);
            page.write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host
                            + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: " + protocol
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) head.append((char) page.in.readUnsignedByte());
            if (!head.toString().startsWith("HTTP/1.1 101")) throw new AssertionError("no socket: " + head);
            Thread.ofVirtual().start(page::read);
            return page;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** One request on a connection of its own; the whole answer. */
    static String ask(int port, String host, String line, String headers) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            var request = line + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = new StringBuilder();
            var in = socket.getInputStream();
            while (answer.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) throw new EOFException("The connection ended after: " + answer);
                answer.append((char) next);
            }
            var length = java.util.regex.Pattern.compile("(?i)content-length: (\\d+)")
                    .matcher(answer);
            if (length.find()) {
                answer.append(new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8));
            }
            return answer.toString();
        }
    }

    PageSocket hello() {
        send(WsFrames.client(
                WsFrames.TEXT, "{\"AuthToken\":\"\",\"columns\":80,\"rows\":24}".getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    private void send(io.netty.buffer.ByteBuf frame) {
        try {
            write(ByteBufUtil.getBytes(frame));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    PageSocket awaits(String text) {
        await("the page is shown " + text).atMost(Duration.ofSeconds(20)).until(() -> shown().contains(text));
        return this;
    }

    private String shown() {
        synchronized (shown) {
            return shown.toString();
        }
    }

    boolean open() {
        return closeCode == 0;
    }

    /** 1006 if the connection ended without a close frame. */
    int closeCode() {
        return closeCode;
    }

    /** By {@link System#nanoTime}. */
    long closedAt() {
        return closedAt;
    }

    private void read() {
        try {
            socket.setSoTimeout(0);
            while (true) {
                int opcode = in.readUnsignedByte() & 0xF;
                int length = in.readUnsignedByte();
                if (length == 126) length = in.readUnsignedShort();
                else if (length == 127) length = (int) in.readLong();
                var payload = in.readNBytes(length);
                if (opcode == WsFrames.CLOSE) {
                    closed(((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF));
                    // As a browser does: the answer, and the end.
                    send(WsFrames.client(WsFrames.CLOSE, new byte[] {payload[0], payload[1]}));
                    socket.close();
                    return;
                }
                synchronized (shown) {
                    shown.append(new String(payload, StandardCharsets.UTF_8));
                }
            }
        } catch (IOException gone) {
            closed(1006);
        }
    }

    private void closed(int code) {
        if (closeCode != 0) return;
        closedAt = System.nanoTime();
        closeCode = code;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
