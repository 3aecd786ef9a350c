package dev.berth.box.attach;

import dev.berth.box.face.FaceId;
import dev.berth.ttyd.Ttyd;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * boxd's own WebSocket to one of the two ttyds. It is always read, whatever the viewer does, and it carries messages that boxd made, so
 * no empty frame and no client option ever reaches ttyd.
 */
public final class TtydLink {

    /** Where the link's news go, on the event loop. {@code frame} is terminal output, and owns its argument. */
    public interface Listener {
        void opened(TtydLink link);

        void frame(TtydLink link, WebSocketFrame frame);

        void writable(TtydLink link);

        void closed(TtydLink link);
    }

    /** Beyond what ttyd sends in one frame; more is a broken ttyd. */
    private static final int MAX_FRAME = 1 << 20;

    private static final byte[] FENCE = "fence".getBytes(StandardCharsets.US_ASCII);

    private Listener listener;
    private final Deque<Runnable> fences = new ArrayDeque<>();
    private @Nullable Channel channel;
    private boolean closed;

    private TtydLink(Listener listener) {
        this.listener = listener;
    }

    /** Dials; ends in {@code opened} or {@code closed}. ttyd refuses by closing without an answer. */
    public static TtydLink open(EventLoop loop, Path socket, FaceId face, Listener listener) {
        var link = new TtydLink(listener);
        var config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri("ws://localhost/ws?arg=" + face.session())
                .subprotocol(Ttyd.SUBPROTOCOL)
                .version(WebSocketVersion.V13)
                .allowExtensions(false)
                .handleCloseFrames(false)
                .dropPongFrames(false)
                .maxFramePayloadLength(MAX_FRAME)
                .handshakeTimeoutMillis(3_000)
                .build();
        new Bootstrap()
                .group(loop)
                .channel(NioDomainSocketChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpClientCodec())
                                .addLast(new HttpObjectAggregator(8192))
                                .addLast(new WebSocketClientProtocolHandler(config))
                                .addLast(link.new Frames());
                    }
                })
                .connect(UnixDomainSocketAddress.of(socket))
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        link.end();
                    }
                });
        return link;
    }

    /** Hands the link over; news go there from now on. */
    void listener(Listener listener) {
        this.listener = listener;
    }

    /** Sends one message whose first byte is its ttyd command. */
    void send(byte[] message) {
        if (channel != null) {
            var _ = channel.writeAndFlush(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(message)));
        }
    }

    /** Sends terminal input, which is never empty. */
    void input(byte[] bytes) {
        if (channel != null && bytes.length > 0) {
            ByteBuf command = Unpooled.wrappedBuffer(new byte[] {Ttyd.INPUT}, bytes);
            var _ = channel.writeAndFlush(new BinaryWebSocketFrame(command));
        }
    }

    boolean isWritable() {
        return channel != null && channel.isWritable();
    }

    /** Runs {@code then} once ttyd has written all input so far to its terminal, or is gone: its Pong comes after that. */
    void fence(Runnable then) {
        if (closed || channel == null) {
            then.run();
            return;
        }
        fences.add(then);
        var _ = channel.writeAndFlush(new PingWebSocketFrame(Unpooled.wrappedBuffer(FENCE)));
    }

    /** Ends the link without news; ttyd then hangs up its tmux client, the session stays. */
    void close() {
        closed = true;
        releaseFences();
        if (channel != null) {
            var _ = channel.close();
        }
    }

    private void end() {
        if (!closed) {
            closed = true;
            releaseFences();
            listener.closed(this);
        }
    }

    private void releaseFences() {
        while (!fences.isEmpty()) {
            fences.remove().run();
        }
    }

    private final class Frames extends SimpleChannelInboundHandler<WebSocketFrame> {

        Frames() {
            super(false);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == WebSocketClientProtocolHandler.ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                if (closed) {
                    var _ = context.close();
                } else {
                    channel = context.channel();
                    listener.opened(TtydLink.this);
                }
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            if (frame instanceof PongWebSocketFrame) {
                frame.release();
                Runnable then = fences.poll();
                if (then != null) {
                    then.run();
                }
            } else if (closed || !isOutput(frame)) {
                frame.release();
            } else {
                listener.frame(TtydLink.this, frame);
            }
        }

        /** ttyd's own title gives its command line away, and its preferences are nobody's. */
        private static boolean isOutput(WebSocketFrame frame) {
            return frame instanceof ContinuationWebSocketFrame
                    || (frame instanceof BinaryWebSocketFrame
                            && frame.content().isReadable()
                            && frame.content().getByte(frame.content().readerIndex()) == Ttyd.OUTPUT);
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            if (!closed) {
                listener.writable(TtydLink.this);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            end();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // A refused handshake or a reset: both mean that this link is over, which channelInactive reports.
            var _ = context.close();
        }
    }
}
