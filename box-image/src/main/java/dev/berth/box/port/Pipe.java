package dev.berth.box.port;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.function.Consumer;

/** Half a tunnel: what is read here is written there, no faster than there takes it, and an end here is an end there. */
final class Pipe extends ChannelInboundHandlerAdapter {

    private final Channel to;
    private final Consumer<ByteBuf> watcher;

    Pipe(Channel to, Consumer<ByteBuf> watcher) {
        this.to = to;
        this.watcher = watcher;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            // The end of the 101 itself, as the codec that just left sees it.
            ReferenceCountUtil.release(message);
            return;
        }
        watcher.accept(bytes);
        var _ = to.writeAndFlush(bytes);
        context.channel().config().setAutoRead(to.isWritable());
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        to.config().setAutoRead(context.channel().isWritable());
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        var _ = to.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A reset on one side ends both.
        var _ = context.close();
    }
}
