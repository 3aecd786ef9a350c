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
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits for the box's answer to a WebSocket handshake. Only a proved 101 that names WebSocket makes a tunnel; anything else ends as a refusal. */
final class PreviewSocket extends ChannelInboundHandlerAdapter {

    private static final int HEAD_SECONDS = 60;

    private final ChannelHandlerContext client;
    private final Proof proof;
    private final HttpMeters meters;
    private boolean answered;
    private @Nullable ScheduledFuture<?> deadline;

    PreviewSocket(ChannelHandlerContext client, Proof proof, HttpMeters meters) {
        this.client = client;
        this.proof = proof;
        this.meters = meters;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        deadline = ctx.executor().schedule(() -> end(ctx, 504), HEAD_SECONDS, TimeUnit.SECONDS);
        ctx.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (answered || !(message instanceof HttpResponse response)) {
            // After the 101 the decoder passes bytes on as they are; they belong to the tunnel.
            if (answered && !(message instanceof HttpObject)) ctx.fireChannelRead(message);
            else ReferenceCountUtil.release(message);
            return;
        }
        var headers = response.headers();
        int status = response.status().code();
        boolean proved = response.decoderResult().isSuccess()
                && proof.key().proves(proof.jti(), headers.get(BoxPaths.HEADER_PROOF));
        ReferenceCountUtil.release(message);
        if (!proved) {
            end(ctx, 502);
        } else if (status == 101 && "websocket".equalsIgnoreCase(headers.get(HttpHeaderNames.UPGRADE, ""))) {
            join(ctx, response);
        } else {
            // What a server inside the box says to a handshake it does not take, it may say itself.
            end(ctx, status >= 400 ? status : 502);
        }
    }

    private void join(ChannelHandlerContext ctx, HttpResponse response) {
        answered(101);
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

    /** Nobody could be connected to. */
    void unreachable() {
        refuse(502);
    }

    private void end(ChannelHandlerContext box, int status) {
        refuse(status);
        var _ = box.close();
    }

    private void refuse(int status) {
        if (answered) return;
        answered(status);
        refuse(client, status);
    }

    static void refuse(ChannelHandlerContext client, int status) {
        var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
        answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0).set(HttpHeaderNames.CONNECTION, "close");
        var _ = client.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }

    private void answered(int status) {
        answered = true;
        meters.answered(status);
        if (deadline != null) deadline.cancel(false);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        refuse(502);
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        var _ = ctx.close();
    }
}
