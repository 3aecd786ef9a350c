package dev.berth.proxy.http;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection on which the client may still be sending. Closing at once would make the kernel answer the rest with a reset, which takes the refusal from the client before it was
 * read: so we say that we are done, read on for a moment, and throw it away.
 */
final class Lingering {

    private static final int SECONDS = 1;

    private Lingering() {}

    static void close(ChannelHandlerContext ctx, ChannelFuture refusal) {
        refusal.addListener(written -> {
            if (!written.isSuccess() || !(ctx.channel() instanceof DuplexChannel duplex)) {
                var _ = ctx.close();
                return;
            }
            var _ = duplex.shutdownOutput();
            ctx.channel().config().setAutoRead(true);
            var _ = ctx.executor()
                    .schedule(
                            () -> {
                                var _ = ctx.close();
                            },
                            SECONDS,
                            TimeUnit.SECONDS);
        });
    }
}
