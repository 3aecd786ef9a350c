package dev.berth.proxy.relay;

import dev.berth.ttyd.WsFrames;
import io.netty.buffer.ByteBuf;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A browser's terminal socket, reading on a thread of its own. */
final class TestBrowser implements AutoCloseable {

    private final Socket socket;
    private final OutputStream out;
    private final StringBuilder screen = new StringBuilder();
    final List<String> titles = new CopyOnWriteArrayList<>();
    final List<String> pongs = new CopyOnWriteArrayList<>();
    volatile int closeCode;
    volatile boolean gone;
    volatile boolean broken;
    private volatile boolean countsOnly;
    private final AtomicLong counted = new AtomicLong();

    TestBrowser(int port, char who) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            out = socket.getOutputStream();
            out.write(who);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Prints nothing, only counts the letter Z, which the proxy never says by itself. */
    TestBrowser countsOnly() {
        countsOnly = true;
        return this;
    }

    long counted() {
        return counted.get();
    }

    TestBrowser reads() {
        Thread.ofVirtual().start(this::read);
        return this;
    }

    TestBrowser hello() {
        return send(WsFrames.client(
                WsFrames.TEXT, "{\"AuthToken\":\"\",\"columns\":80,\"rows\":24}".getBytes(StandardCharsets.UTF_8)));
    }

    TestBrowser type(String text) {
        return send(WsFrames.input(text.getBytes(StandardCharsets.UTF_8)));
    }

    TestBrowser send(ByteBuf frame) {
        byte[] bytes = new byte[frame.readableBytes()];
        frame.readBytes(bytes);
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            gone = true;
        }
        return this;
    }

    /** Everything that was printed. */
    String screen() {
        synchronized (screen) {
            return screen.toString();
        }
    }

    private void read() {
        try {
            DataInputStream in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
            while (true) {
                int first = in.readUnsignedByte();
                int length = in.readUnsignedByte();
                if (length == 126) {
                    length = in.readUnsignedShort();
                } else if (length == 127) {
                    length = (int) in.readLong();
                }
                byte[] payload = in.readNBytes(length);
                if (countsOnly) {
                    int found = 0;
                    for (byte b : payload) {
                        found += b == 'Z' ? 1 : 0;
                    }
                    counted.addAndGet(found);
                    continue;
                }
                String text = new String(payload, StandardCharsets.UTF_8);
                switch (first) {
                    case 0x82 -> {
                        if (text.charAt(0) == '0') {
                            synchronized (screen) {
                                screen.append(text, 1, text.length());
                            }
                        } else if (text.charAt(0) == '1') {
                            titles.add(text.substring(1));
                        }
                    }
                    case 0x8A -> pongs.add(text);
                    case 0x88 -> closeCode = ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
                    default -> broken = true;
                }
            }
        } catch (IOException e) {
            gone = true;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            gone = true;
        }
    }
}
