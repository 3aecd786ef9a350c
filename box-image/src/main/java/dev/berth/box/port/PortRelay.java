package dev.berth.box.port;

import dev.berth.box.http.Exchange;
import dev.berth.box.http.RefusedExchange;
import dev.berth.ttyd.Grant;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;

/**
 * {@code /v1/port/{n}/…}: relays HTTP and WebSocket to 127.0.0.1:n in the box (resources.md 4.9). boxd's own port is refused, or a
 * preview could reach the door from inside. Each request is preview traffic, and so are the data messages of a WebSocket.
 */
public final class PortRelay {

    /** What a preview means for the box, on the event loop. */
    public interface Host {
        boolean admits();

        /** Somebody uses a preview. */
        void previewed();

        /** A WebSocket stands; it ends with the intake. */
        void opened(Channel tunnel);
    }

    private final Host host;

    public PortRelay(Host host) {
        this.host = host;
    }

    /** Begins to relay one request whose grant is valid. */
    public Exchange begin(
            ChannelHandlerContext context, HttpRequest request, Grant grant, String proof, boolean keepAlive) {
        return switch (PortTarget.of(request.uri(), grant.port())) {
            case PortTarget.Refused(int status, String sentence) ->
                RefusedExchange.of(context, status, sentence, proof, keepAlive);
            case PortTarget.Of(int port, String uri) -> {
                if (!host.admits()) {
                    yield RefusedExchange.of(
                            context, 423, "The computer is falling asleep; wake it first.", proof, keepAlive);
                }
                host.previewed();
                var exchange = new PortExchange(context, host, proof, keepAlive);
                exchange.start(request, port, uri);
                yield exchange;
            }
        };
    }
}
