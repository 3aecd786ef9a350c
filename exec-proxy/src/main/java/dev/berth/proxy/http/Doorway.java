package dev.berth.proxy.http;

import dev.berth.proxy.relay.SocketOwner;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.atomic.AtomicInteger;

/** Where a request stops being HTTP: the 101 goes out, HTTP leaves the pipeline, the owner moves in. Nothing of HTTP stays behind, since an idle terminal is to cost 3 KB. */
final class Doorway {

    private Doorway() {}

    /** @param gauge counts the socket for as long as it is open */
    static <R> void open(
            ChannelHandlerContext ctx,
            Exchange exchange,
            String replica,
            String protocol,
            SocketOwner<R> owner,
            AtomicInteger gauge,
            R request) {
        var response = Handshake.accept(exchange.request(), protocol);
        response.headers().set("Berth-Proxy", replica).set("Berth-Request-Id", exchange.id());
        gauge.incrementAndGet();
        ctx.channel().closeFuture().addListener(closed -> gauge.decrementAndGet());
        var _ = ctx.writeAndFlush(response);
        var pipeline = ctx.pipeline();
        var leftover = HttpPipeline.leave(pipeline);
        owner.open(ctx.channel(), request);
        leftover.handOver(pipeline);
    }
}
