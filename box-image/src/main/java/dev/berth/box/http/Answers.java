package dev.berth.box.http;

import dev.berth.ttyd.BoxPaths;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/** Writes boxd's own answers, each with the proof of the grant that it answers. */
public final class Answers {

    private Answers() {}

    /** @param proof empty where the caller proved nothing itself */
    public static void write(ChannelHandlerContext context, Reply reply, String proof, boolean keepAlive) {
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()), Unpooled.wrappedBuffer(reply.body()));
        var headers = response.headers();
        if (reply.status() != 204) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, reply.contentType());
            headers.set(HttpHeaderNames.CONTENT_LENGTH, reply.body().length);
        }
        if (!proof.isEmpty()) {
            headers.set(BoxPaths.HEADER_PROOF, proof);
        }
        if (reply.status() == 503) {
            headers.set(HttpHeaderNames.RETRY_AFTER, 1);
        }
        headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        if (!keepAlive) {
            headers.set(HttpHeaderNames.CONNECTION, "close");
        }
        var written = context.writeAndFlush(response);
        if (!keepAlive) {
            var _ = written.addListener(ChannelFutureListener.CLOSE);
        }
    }
}
