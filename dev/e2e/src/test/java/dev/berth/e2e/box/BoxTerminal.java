package dev.berth.e2e.box;

import dev.berth.ttyd.BoxPaths;
import dev.berth.ttyd.Grant;
import dev.berth.ttyd.Ttyd;
import dev.berth.ttyd.WsFrames;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** A viewer's terminal as the proxy holds it: a raw socket, so that it may also misbehave. */
final class BoxTerminal implements AutoCloseable {

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final String response;
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    final List<String> titles = new CopyOnWriteArrayList<>();
    final List<String> pings = new CopyOnWriteArrayList<>();
    private volatile int closeCode;
    private volatile boolean reading = true;
    private volatile boolean answersHolds = true;

    private BoxTerminal(TestBox box, String grant) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), box.port());
            in = new DataInputStream(socket.getInputStream());
            out = socket.getOutputStream();
            out.write(("GET " + BoxPaths.ATTACH
                            + " HTTP/1.1\r\nHost: box\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                            + "Sec-WebSocket-Protocol: tty\r\n" + BoxPaths.HEADER_GRANT + ": " + grant + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(15_000);
            response = head();
            socket.setSoTimeout(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BoxTerminal attach(TestBox box, Grant grant) {
        var terminal = new BoxTerminal(box, box.key.sign(grant));
        if (terminal.status() != 101) {
            terminal.close();
            throw new AssertionError("attach to " + grant.face() + " was answered:\n" + terminal.response);
        }
        if (!box.key.proves(grant.jti(), terminal.header(BoxPaths.HEADER_PROOF))) {
            throw new AssertionError("the box did not prove itself:\n" + terminal.response);
        }
        Thread.ofVirtual().start(terminal::read);
        terminal.send(WsFrames.BINARY, new Ttyd.Hello(100, 30).encode());
        return terminal;
    }

    /** Status of an attach that is to be refused. */
    static int refusal(TestBox box, String grant) {
        try (var terminal = new BoxTerminal(box, grant)) {
            return terminal.status();
        }
    }

    void type(String text) {
        sendRaw(WsFrames.input(text.getBytes(StandardCharsets.UTF_8)));
    }

    void resize(int columns, int rows) {
        send(WsFrames.BINARY, new Ttyd.Hello(columns, rows).encodeResize());
    }

    void send(int opcode, byte[] payload) {
        sendRaw(WsFrames.client(opcode, payload));
    }

    void sendRaw(ByteBuf frame) {
        try {
            out.write(ByteBufUtil.getBytes(frame));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stopReading() {
        reading = false;
    }

    void startReading() {
        reading = true;
    }

    void answerNoHolds() {
        answersHolds = false;
    }

    String screen() {
        synchronized (screen) {
            return screen.toString(StandardCharsets.UTF_8);
        }
    }

    void forget() {
        synchronized (screen) {
            screen.reset();
        }
    }

    BoxTerminal awaits(String text) {
        Awaitility.await("the terminal shows " + text)
                .atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> screen().contains(text));
        return this;
    }

    /** Code of the close frame; 1006 if the connection ended without one. */
    int awaitClose() {
        Awaitility.await("the terminal is closed")
                .atMost(Duration.ofSeconds(15))
                .until(() -> closeCode != 0);
        return closeCode;
    }

    boolean isOpen() {
        return closeCode == 0;
    }

    private void read() {
        try {
            while (true) {
                while (!reading) {
                    Thread.sleep(20);
                }
                int first = in.readUnsignedByte();
                long length = in.readUnsignedByte();
                length = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
                byte[] payload = in.readNBytes((int) length);
                if (payload.length < length) {
                    throw new EOFException();
                }
                frame(first & 0xF, payload);
            }
        } catch (IOException | InterruptedException ended) {
            closeCode = closeCode == 0 ? 1006 : closeCode;
        }
    }

    private void frame(int opcode, byte[] payload) {
        switch (opcode) {
            case WsFrames.PING -> {
                pings.add(new String(payload, StandardCharsets.US_ASCII));
                if (answersHolds) {
                    send(WsFrames.PONG, payload);
                }
            }
            case WsFrames.CLOSE -> closeCode = WsFrames.closeCode(Unpooled.wrappedBuffer(payload));
            case WsFrames.BINARY -> message(payload);
            default -> {}
        }
    }

    private void message(byte[] payload) {
        if (payload[0] == Ttyd.OUTPUT) {
            synchronized (screen) {
                screen.write(payload, 1, payload.length - 1);
            }
        } else if (payload[0] == Ttyd.TITLE) {
            titles.add(new String(payload, 1, payload.length - 1, StandardCharsets.UTF_8));
        }
    }

    private String head() throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    private int status() {
        return Integer.parseInt(response.split(" ", 3)[1]);
    }

    private String header(String name) {
        return response.lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT)
                        .startsWith(name.toLowerCase(java.util.Locale.ROOT) + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
