package dev.berth.proxy.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The handlers of a new connection, and how they leave when it becomes a socket. */
final class HttpPipeline extends ChannelInitializer<Channel> {

    private static final Duration HEAD = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(75);

    private final FrontParts parts;

    HttpPipeline(FrontParts parts) {
        this.parts = parts;
    }

    /** Limits and strictness of reference proxy.md 6; a guard asks every object whether they were kept. */
    static HttpDecoderConfig strict() {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(8 * 1024)
                .setMaxHeaderSize(32 * 1024)
                .setMaxChunkSize(16 * 1024)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true)
                .setAllowDuplicateContentLengths(false)
                .setValidateHeaders(true);
    }

    @Override
    protected void initChannel(Channel channel) {
        var deadline = new HeadDeadline(HEAD, IDLE);
        var remote = channel.remoteAddress() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : "unknown";
        channel.pipeline()
                .addLast("deadline", deadline)
                .addLast("codec", new HttpServerCodec(strict()))
                .addLast("flow", new FlowControlHandler())
                .addLast("front", new Front(parts, deadline, remote));
    }

    /** Takes HTTP out of a pipeline, which others then join; {@link Leftover#handOver} gives them what came right behind the handshake. */
    static Leftover leave(ChannelPipeline pipeline) {
        var leftover = new Leftover();
        pipeline.addLast("leftover", leftover);
        pipeline.remove("front");
        pipeline.remove("flow");
        pipeline.remove("codec");
        pipeline.remove("deadline");
        return leftover;
    }

    /** Bytes without an owner yet. What was decoded as if it were another request is no client's we know, and ends the connection. */
    static final class Leftover extends ChannelInboundHandlerAdapter {

        private final Deque<Object> bytes = new ArrayDeque<>();

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof HttpObject) {
                ReferenceCountUtil.release(message);
                var _ = ctx.close();
            } else {
                bytes.add(message);
            }
        }

        void handOver(ChannelPipeline pipeline) {
            var ctx = pipeline.context(this);
            if (ctx == null) {
                release();
                return;
            }
            boolean any = !bytes.isEmpty();
            while (!bytes.isEmpty()) ctx.fireChannelRead(bytes.remove());
            if (any) ctx.fireChannelReadComplete();
            pipeline.remove(this);
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            release();
            ctx.fireChannelInactive();
        }

        private void release() {
            while (!bytes.isEmpty()) ReferenceCountUtil.release(bytes.remove());
        }
    }
}
