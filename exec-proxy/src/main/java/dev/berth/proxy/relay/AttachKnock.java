package dev.berth.proxy.relay;

import dev.berth.ttyd.BoxKey;
import dev.berth.ttyd.BoxPaths;
import dev.berth.ttyd.Grant;
import dev.berth.ttyd.Ttyd;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The handshake of an attach: sends the grant, believes nothing before the proof, and says exactly once how it ended (resources.md 4.9).
 */
final class AttachKnock extends ChannelInboundHandlerAdapter {

    /** A box that runs answers within milliseconds; a frozen one never does. */
    private static final int ANSWER_SECONDS = 5;

    private static final SecureRandom RANDOM = new SecureRandom();

    /** How it ended. */
    interface Outcome {
        /** 101 with proof; the handlers for frames have to be added now. */
        void opened(ChannelHandlerContext context);

        /** The handshake's own handlers have left; bytes may be written. */
        void ready();

        void refused(int status);

        void silent(String why);
    }

    private final BoxKey key;
    private final Grant grant;
    private final Outcome outcome;
    private final Runnable removeCodec;
    private @Nullable Future<?> deadline;
    private boolean told;
    private boolean open;

    /** @param removeCodec takes the HTTP codec out of the pipeline, which hands on what it has read beyond the answer */
    AttachKnock(BoxKey key, Grant grant, Runnable removeCodec, Outcome outcome) {
        this.key = key;
        this.grant = grant;
        this.removeCodec = removeCodec;
        this.outcome = outcome;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        byte[] nonce = new byte[16];
        RANDOM.nextBytes(nonce);
        var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, BoxPaths.ATTACH);
        request.headers()
                .set(HttpHeaderNames.HOST, "box")
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
                .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13")
                .set(HttpHeaderNames.SEC_WEBSOCKET_KEY, Base64.getEncoder().encodeToString(nonce))
                .set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, Ttyd.SUBPROTOCOL)
                .set(BoxPaths.HEADER_GRANT, key.sign(grant));
        var _ = context.writeAndFlush(request);
        deadline = context.executor().schedule(() -> fail(context, "no answer"), ANSWER_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf && open) {
            context.fireChannelRead(message);
            return;
        }
        try {
            if (message instanceof HttpObject object && object.decoderResult().isFailure()) {
                fail(context, "it does not speak HTTP");
            } else if (message instanceof HttpResponse response && !told) {
                answered(context, response);
            } else if (message instanceof LastHttpContent && open) {
                removeCodec.run();
                context.pipeline().remove(this);
                outcome.ready();
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void answered(ChannelHandlerContext context, HttpResponse response) {
        if (!key.proves(grant.jti(), response.headers().get(BoxPaths.HEADER_PROOF))) {
            fail(context, "no proof");
            return;
        }
        if (!response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            tell(() -> outcome.refused(response.status().code()));
            var _ = context.close();
            return;
        }
        boolean websocket = response.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && Ttyd.SUBPROTOCOL.equals(response.headers().get(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL));
        if (!websocket) {
            fail(context, "it switched to something else");
            return;
        }
        open = true;
        tell(() -> outcome.opened(context));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(context, "it hung up");
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(context, String.valueOf(cause.getMessage()));
    }

    private void fail(ChannelHandlerContext context, String why) {
        tell(() -> outcome.silent(why));
        var _ = context.close();
    }

    private void tell(Runnable news) {
        if (told) {
            return;
        }
        told = true;
        if (deadline != null) {
            deadline.cancel(false);
        }
        news.run();
    }
}
