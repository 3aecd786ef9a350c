package dev.berth.proxy.http;

import dev.berth.proxy.http.PreviewRelay.Proof;
import dev.berth.ttyd.BoxPaths;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;

/** Waits for the box's answer to a WebSocket handshake. Only a proved 101 that names WebSocket makes a tunnel; anything else ends as 502. */
final class PreviewSocket extends ChannelInboundHandlerAdapter {

    private final ChannelHandlerContext client;
    private final Proof proof;
    private boolean joined;

    PreviewSocket(ChannelHandlerContext client, Proof proof) {
        this.client = client;
        this.proof = proof;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (joined || !(message instanceof HttpResponse response)) {
            // After the 101 the decoder passes bytes on as they are; they belong to the tunnel.
            if (joined && !(message instanceof HttpObject)) ctx.fireChannelRead(message);
            else ReferenceCountUtil.release(message);
            return;
        }
        var headers = response.headers();
        boolean switched = response.decoderResult().isSuccess()
                && response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)
                && "websocket".equalsIgnoreCase(headers.get(HttpHeaderNames.UPGRADE, ""))
                && proof.key().proves(proof.jti(), headers.get(BoxPaths.HEADER_PROOF));
        ReferenceCountUtil.release(message);
        if (switched) join(ctx, response);
        else refuse(ctx, response.status().code());
    }

    private void join(ChannelHandlerContext ctx, HttpResponse response) {
        joined = true;
        var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS);
        answer.headers().set(HeaderRules.fromBox(response.headers()));
        answer.headers()
                .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
        var _ = client.writeAndFlush(answer);
        var box = ctx.pipeline();
        var browser = client.pipeline();
        box.addLast("tunnel", new Tunnel(client.channel()));
        var leftover = HttpPipeline.leave(browser);
        browser.addLast("tunnel", new Tunnel(ctx.channel()));
        leftover.handOver(browser);
        box.remove("codec");
        box.remove(this);
        client.channel().config().setAutoRead(true);
    }

    private void refuse(ChannelHandlerContext ctx, int status) {
        // What a server inside the box says to a handshake it does not take, it may say itself.
        int passed = status >= 400 && status < 500 ? status : 502;
        var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(passed));
        answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0).set(HttpHeaderNames.CONNECTION, "close");
        var _ = client.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
        var _ = ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!joined) refuse(ctx, 502);
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        var _ = ctx.close();
    }
}
