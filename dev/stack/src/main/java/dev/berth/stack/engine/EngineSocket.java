package dev.berth.stack.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The address of a Docker Engine API.
 *
 * @param uri {@code unix:///path} or {@code tcp://host:port}
 */
public record EngineSocket(String uri) {

    private static final int LONGEST_ANSWER = 4096;

    static EngineSocket of(Path socket) {
        return new EngineSocket("unix://" + socket);
    }

    /** Whether an engine answers a ping within {@code time}. */
    boolean answers(Duration time) {
        try (SocketChannel channel = SocketChannel.open(family())) {
            Thread watchdog = Thread.startVirtualThread(() -> closeAfter(time, channel));
            channel.connect(address());
            channel.write(ByteBuffer.wrap("GET /_ping HTTP/1.1\r\nHost: engine\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer answer = ByteBuffer.allocate(LONGEST_ANSWER);
            channel.read(answer);
            watchdog.interrupt();
            return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII)
                    .startsWith("HTTP/1.1 200");
        } catch (IOException | IllegalArgumentException silent) {
            return false;
        }
    }

    private boolean unix() {
        return uri.startsWith("unix://");
    }

    private StandardProtocolFamily family() {
        return unix() ? StandardProtocolFamily.UNIX : StandardProtocolFamily.INET;
    }

    private SocketAddress address() {
        if (unix()) {
            return UnixDomainSocketAddress.of(uri.substring("unix://".length()));
        }
        URI parsed = URI.create(uri);
        return new InetSocketAddress(parsed.getHost(), parsed.getPort() < 0 ? 2375 : parsed.getPort());
    }

    private static void closeAfter(Duration time, SocketChannel channel) {
        try {
            Thread.sleep(time);
            channel.close();
        } catch (InterruptedException answered) {
            // Nothing to end.
        } catch (IOException gone) {
            // It is closed already.
        }
    }
}
