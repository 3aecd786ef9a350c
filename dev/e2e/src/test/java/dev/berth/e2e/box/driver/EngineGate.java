package dev.berth.e2e.box.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP door in front of the real engine that loses answers, falls silent, or shuts. */
final class EngineGate implements AutoCloseable {

    private final ServerSocketChannel door;
    private final Path engine;
    private final Set<Passage> open = ConcurrentHashMap.newKeySet();
    private volatile String lost = "";
    private volatile boolean silent;

    EngineGate(String engine) {
        try {
            this.engine = Path.of(engine.substring("unix://".length()));
            this.door = ServerSocketChannel.open();
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String address() {
        try {
            return "tcp://127.0.0.1:" + ((InetSocketAddress) door.getLocalAddress()).getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next request whose first line starts so reaches the engine, but its answer is lost. */
    void loseAnswerTo(String firstLine) {
        lost = firstLine;
    }

    /** Connections are accepted and nothing comes back, as from a hung engine. */
    void silent(boolean now) {
        silent = now;
    }

    private void accept() {
        while (door.isOpen()) {
            try {
                var passage = new Passage(door.accept(), SocketChannel.open(StandardProtocolFamily.UNIX));
                passage.engine.connect(UnixDomainSocketAddress.of(engine));
                open.add(passage);
                Thread.ofVirtual().start(passage::copyRequests);
                Thread.ofVirtual().start(passage::copyAnswers);
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** One connection. */
    private final class Passage implements AutoCloseable {

        private final SocketChannel client;
        private final SocketChannel engine;
        private volatile boolean losing;

        private Passage(SocketChannel client, SocketChannel engine) {
            this.client = client;
            this.engine = engine;
        }

        private void copyRequests() {
            var buffer = ByteBuffer.allocate(1 << 16);
            try (this) {
                while (client.read(buffer.clear()) >= 0) {
                    buffer.flip();
                    var text = StandardCharsets.ISO_8859_1
                            .decode(buffer.duplicate())
                            .toString();
                    if (!lost.isEmpty() && text.startsWith(lost)) {
                        lost = "";
                        losing = true;
                    }
                    writeAll(engine, buffer);
                }
            } catch (IOException closed) {
                // The other side closed first.
            }
        }

        private void copyAnswers() {
            var buffer = ByteBuffer.allocate(1 << 16);
            try (this) {
                // The engine has done its work once it answers; the client only sees its connection end.
                while (engine.read(buffer.clear()) >= 0 && !losing) {
                    buffer.flip();
                    if (!silent) writeAll(client, buffer);
                }
            } catch (IOException closed) {
                // The other side closed first.
            }
        }

        @Override
        public void close() {
            try {
                client.close();
                engine.close();
            } catch (IOException gone) {
                // It is closed already.
            }
        }
    }

    private static void writeAll(ByteChannel to, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) to.write(bytes);
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(Passage::close);
    }
}
