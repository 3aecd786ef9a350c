package dev.berth.box.gate;

import dev.berth.box.http.Exchange;
import dev.berth.box.http.RefusedExchange;
import dev.berth.ttyd.BoxPaths;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;

/**
 * Routes of {@code /run/berth/boxd.sock}, for people and agents in the box: what the command {@code berth} asks. No grant, and so nothing
 * that could close the intake, end a session or change the configuration.
 */
final class LocalRouter implements Router {

    /** Status in words, for {@code berth status}. */
    static final String STATUS = "/v1/status";

    private final ControlExchange.Calls calls;

    LocalRouter(ControlExchange.Calls calls) {
        this.calls = calls;
    }

    @Override
    public Exchange begin(ChannelHandlerContext context, HttpRequest request, boolean keepAlive) {
        String path = request.uri();
        return switch (path) {
            case STATUS, BoxPaths.ACTIVITY, BoxPaths.LEASE ->
                new ControlExchange(context, calls, request.method(), path, "", keepAlive);
            default ->
                RefusedExchange.of(context, 404, "Inside the box only status and lease can be asked.", "", keepAlive);
        };
    }
}
