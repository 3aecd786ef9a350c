package dev.berth.controller.provider.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.exception.DockerException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Reads networks by Podman's own API.
 *
 * <p>Its Docker API must not be asked: to hide {@code isolate} from Docker's clients it deletes the option from the network that the service holds in memory (seen with 4.3.1), and every
 * container started after that is reachable from all others. docker-java knows only Docker's paths, hence one request by hand.
 */
final class PodmanNetworks {

    // HTTP/1.0, so that the body ends with the connection and is never chunked.
    private static final byte[] REQUEST =
            "GET /v4.0.0/libpod/networks/json HTTP/1.0\r\nHost: podman\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String engine;
    private final Duration deadline;

    /**
     * @param engine {@code unix:///path} or {@code tcp://host:port}
     */
    PodmanNetworks(String engine, Duration deadline) {
        this.engine = engine;
        this.deadline = deadline;
    }

    List<EngineNetwork> all() {
        try {
            var answer = ask();
            int end = answer.indexOf("\r\n\r\n");
            var words = answer.split(" ", 3);
            if (end < 0 || words.length < 3) throw new IOException("Podman's answer breaks off.");
            int status = Integer.parseInt(words[1]);
            if (status != 200) throw new DockerException("Podman did not list its networks.", status);
            var networks = new ArrayList<EngineNetwork>();
            for (JsonNode each : JSON.readTree(answer.substring(end))) networks.add(EngineNetwork.of(each));
            return networks;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String ask() throws IOException {
        try (var channel = SocketChannel.open(
                address() instanceof UnixDomainSocketAddress
                        ? StandardProtocolFamily.UNIX
                        : StandardProtocolFamily.INET)) {
            var late = CompletableFuture.runAsync(
                    () -> close(channel),
                    CompletableFuture.delayedExecutor(deadline.toMillis(), TimeUnit.MILLISECONDS));
            channel.connect(address());
            channel.write(ByteBuffer.wrap(REQUEST));
            var answer = new ByteArrayOutputStream();
            var buffer = ByteBuffer.allocate(1 << 14);
            while (channel.read(buffer.clear()) >= 0) answer.write(buffer.array(), 0, buffer.position());
            late.cancel(false);
            return answer.toString(StandardCharsets.UTF_8);
        } catch (AsynchronousCloseException e) {
            var timeout = new SocketTimeoutException("Podman did not list its networks in time.");
            timeout.initCause(e);
            throw timeout;
        }
    }

    private SocketAddress address() {
        if (engine.startsWith("unix://")) return UnixDomainSocketAddress.of(engine.substring("unix://".length()));
        var uri = URI.create(engine);
        return new InetSocketAddress(uri.getHost(), uri.getPort());
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException closed) {
            // It is closed already.
        }
    }
}
