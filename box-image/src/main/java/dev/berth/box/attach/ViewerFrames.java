package dev.berth.box.attach;

import dev.berth.ttyd.ClientFrameScanner;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/** Feeds what a viewer sends to the scanner, and tells when it reads again or has hung up. */
abstract class ViewerFrames extends ChannelInboundHandlerAdapter {

    private final ClientFrameScanner scanner;

    ViewerFrames(ClientFrameScanner scanner) {
        this.scanner = scanner;
    }

    abstract void writable();

    abstract void hungUp();

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof ByteBuf bytes) {
                scanner.feed(bytes);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        writable();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        hungUp();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A reset by the proxy: the same as a hang-up.
        var _ = context.close();
    }
}
