package dev.berth.proxy.http;

import dev.berth.proxy.http.PreviewRelay.Finish;
import dev.berth.proxy.http.PreviewRelay.Proof;
import dev.berth.ttyd.BoxPaths;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
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

    private final PreviewUpload upload;
    private final ChannelHandlerContext client;
    private final Proof proof;
    private final HttpMeters meters;
    private final boolean keepAlive;
    private final boolean head;
    private final boolean chunks;
    private boolean begun;
    private boolean ended;
    private boolean reusable;
    private @Nullable ScheduledFuture<?> deadline;

    PreviewAnswer(
            PreviewUpload upload, ChannelHandlerContext client, Proof proof, HttpRequest request, HttpMeters meters) {
        this.upload = upload;
        this.client = client;
        this.proof = proof;
        this.meters = meters;
        this.keepAlive = HttpUtil.isKeepAlive(request);
        this.head = request.method().equals(HttpMethod.HEAD);
        this.chunks = request.protocolVersion().equals(HttpVersion.HTTP_1_1);
    }

    boolean begun() {
        return begun;
    }

    /** The request has gone out whole: from now on the box owes an answer. */
    void asked() {
        if (!begun && !ended) {
            deadline = client.executor()
                    .schedule(() -> fail("no answer in " + HEAD_SECONDS + " s"), HEAD_SECONDS, TimeUnit.SECONDS);
        }
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
        meters.answered(response.status().code());
        var headers = HeaderRules.fromBox(response.headers());
        var passed = new DefaultHttpResponse(HttpVersion.HTTP_1_1, response.status(), headers);
        boolean measured = headers.contains(HttpHeaderNames.CONTENT_LENGTH) || !mayHaveBody(response);
        if (!measured && chunks) HttpUtil.setTransferEncodingChunked(passed, true);
        // A body without a length ends with the connection where there are no chunks; and what is still being uploaded
        // would be read as the next request.
        reusable = keepAlive && upload.complete() && (measured || chunks);
        headers.set(HttpHeaderNames.CONNECTION, reusable ? "keep-alive" : "close");
        var _ = client.write(passed);
    }

    private boolean mayHaveBody(HttpResponse response) {
        int status = response.status().code();
        return !head && status != 204 && status != 304;
    }

    private void content(HttpContent content) {
        if (!begun || ended) {
            content.release();
            return;
        }
        boolean last = content instanceof LastHttpContent;
        var _ = client.write(content);
        if (last) {
            ended = true;
            client.flush();
            upload.done(new Finish.Relayed(reusable));
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
