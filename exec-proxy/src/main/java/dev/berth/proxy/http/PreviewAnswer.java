package dev.berth.proxy.http;

import dev.berth.proxy.http.PreviewRelay.Finish;
import dev.berth.proxy.http.PreviewRelay.Proof;
import dev.berth.ttyd.BoxPaths;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The box's half of a relayed request: passes its answer on once the box has proved itself. */
final class PreviewAnswer extends ChannelInboundHandlerAdapter {

    private static final int HEAD_SECONDS = 60;

    private final PreviewRelay.Upload upload;
    private final ChannelHandlerContext client;
    private final Proof proof;
    private final boolean keepAlive;
    private final boolean hasBody;
    private boolean begun;
    private boolean ended;
    private @Nullable ScheduledFuture<?> deadline;

    PreviewAnswer(
            PreviewRelay.Upload upload, ChannelHandlerContext client, Proof proof, boolean keepAlive, boolean hasBody) {
        this.upload = upload;
        this.client = client;
        this.proof = proof;
        this.keepAlive = keepAlive;
        this.hasBody = hasBody;
    }

    boolean begun() {
        return begun;
    }

    boolean wantsBody() {
        return hasBody;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        deadline = ctx.executor()
                .schedule(() -> fail("no answer in " + HEAD_SECONDS + " s"), HEAD_SECONDS, TimeUnit.SECONDS);
        ctx.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpObject object && object.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            fail("an answer that is no HTTP");
            return;
        }
        if (message instanceof HttpResponse response) head(response);
        if (message instanceof HttpContent content) content(content);
    }

    private void head(HttpResponse response) {
        if (response.status().code() < 200) return;
        if (!proof.key().proves(proof.jti(), response.headers().get(BoxPaths.HEADER_PROOF))) {
            fail("an answer without the box's proof");
            return;
        }
        begun = true;
        if (deadline != null) deadline.cancel(false);
        var headers = HeaderRules.fromBox(response.headers());
        var passed = new DefaultHttpResponse(HttpVersion.HTTP_1_1, response.status(), headers);
        if (HttpUtil.isTransferEncodingChunked(response)
                || !response.headers().contains(HttpHeaderNames.CONTENT_LENGTH)) {
            HttpUtil.setTransferEncodingChunked(passed, mayHaveBody(response));
        }
        headers.set(HttpHeaderNames.CONNECTION, keepAlive ? "keep-alive" : "close");
        var _ = client.write(passed);
    }

    private static boolean mayHaveBody(HttpResponse response) {
        int status = response.status().code();
        return status != 204 && status != 304;
    }

    private void content(HttpContent content) {
        if (!begun) {
            content.release();
            return;
        }
        boolean last = content instanceof LastHttpContent;
        var _ = client.write(content);
        if (last) {
            ended = true;
            client.flush();
            upload.done(new Finish.Relayed(keepAlive && !hasBody));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        client.flush();
        // A client that does not read stops the box, not our memory.
        ctx.channel().config().setAutoRead(client.channel().isWritable());
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) upload.boxWritable();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!ended) fail("the connection ended before the answer did");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail("the connection broke");
    }

    private void fail(String why) {
        if (ended) return;
        ended = true;
        if (deadline != null) deadline.cancel(false);
        // What was begun cannot be taken back: the client sees a connection that ends early.
        upload.done(begun ? new Finish.Relayed(false) : new Finish.Failed(why));
    }
}
