package dev.berth.box.gate;

import dev.berth.box.http.Exchange;
import dev.berth.box.http.RefusedExchange;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** Receives requests one after the other on a connection and hands each to its exchange. */
final class Reception extends ChannelInboundHandlerAdapter {

    private final Router router;
    private @Nullable Exchange exchange;

    Reception(Router router) {
        this.router = router;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            if (request.decoderResult().isFailure()) {
                ReferenceCountUtil.release(message);
                RefusedExchange.of(context, 400, "The request is not HTTP/1.1.", "", false);
                return;
            }
            if (exchange != null && !exchange.finished()) {
                // Our callers never pipeline; whoever does is not one of them.
                ReferenceCountUtil.release(message);
                var _ = context.close();
                return;
            }
            exchange = router.begin(context, request, HttpUtil.isKeepAlive(request));
        }
        if (message instanceof HttpContent content && exchange != null) {
            exchange.content(content);
        } else if (message instanceof HttpContent) {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (exchange != null) {
            exchange.writable(context.channel().isWritable());
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (exchange != null) {
            exchange.gone();
        }
        context.fireChannelInactive();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent && (exchange == null || exchange.finished())) {
            var _ = context.close();
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A reset by the caller; channelInactive follows and tells the exchange.
        var _ = context.close();
    }
}
