package dev.berth.proxy.http;

import dev.berth.proxy.route.Ask;
import dev.berth.proxy.web.Answer;
import dev.berth.proxy.web.Json;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/** Writes whole answers. */
final class Responses {

    private Responses() {}

    static ChannelFuture write(ChannelHandlerContext ctx, Ask ask, Answer answer, String requestId, boolean keepAlive) {
        boolean head = ask.method().equals("HEAD");
        var body = answer.body();
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(answer.status()),
                head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body));
        answer.headers().forEach(response.headers()::set);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length).set("Berth-Request-Id", requestId);
        if (answer.status() == 405) response.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD, POST");
        response.headers().set(HttpHeaderNames.CONNECTION, keepAlive ? "keep-alive" : "close");
        return ctx.writeAndFlush(response);
    }

    static ChannelFuture refuse(ChannelHandlerContext ctx, RequestGuard.Refusal refusal) {
        var answer = Json.problem(refusal.status(), refusal.code(), refusal.why());
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(refusal.status()),
                Unpooled.wrappedBuffer(answer.body()));
        answer.headers().forEach(response.headers()::set);
        response.headers()
                .set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length)
                .set(HttpHeaderNames.CONNECTION, "close");
        return ctx.writeAndFlush(response);
    }
}
