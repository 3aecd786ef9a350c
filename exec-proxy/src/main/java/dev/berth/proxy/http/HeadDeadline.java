package dev.berth.proxy.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends connections that hold a place without asking anything: the whole head of a request has to come within 10 s of its first byte, however slowly it drips, and a connection kept
 * alive may be silent for 75 s (reference proxy.md 7). Stands before the decoder, the only place where single bytes can be seen.
 */
final class HeadDeadline extends ChannelInboundHandlerAdapter {

    private static final byte[] TIMEOUT =
            "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final Duration head;
    private final Duration idle;
    private @Nullable ScheduledFuture<?> timer;
    private boolean waiting = true;
    private boolean begun;

    HeadDeadline(Duration head, Duration idle) {
        this.head = head;
        this.idle = idle;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        // A fresh connection is somebody who is about to ask.
        start(ctx, head);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (waiting && !begun) {
            begun = true;
            start(ctx, head);
        }
        ctx.fireChannelRead(message);
    }

    /** The head is complete. */
    void answered() {
        waiting = false;
        stop();
    }

    /** The answer is written; the next request may come. */
    void next(ChannelHandlerContext ctx) {
        waiting = true;
        begun = false;
        start(ctx, idle);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        stop();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        stop();
    }

    private void start(ChannelHandlerContext ctx, Duration after) {
        stop();
        timer = ctx.executor().schedule(() -> expire(ctx), after.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void expire(ChannelHandlerContext ctx) {
        if (!begun) {
            var _ = ctx.close();
            return;
        }
        var _ = ctx.writeAndFlush(Unpooled.wrappedBuffer(TIMEOUT)).addListener(ChannelFutureListener.CLOSE);
    }

    private void stop() {
        if (timer != null) timer.cancel(false);
        timer = null;
    }
}
