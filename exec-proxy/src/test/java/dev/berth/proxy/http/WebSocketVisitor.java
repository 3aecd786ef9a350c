package dev.berth.proxy.http;

import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A WebSocket client that is none of ours: Netty's own, on a page's address. */
final class WebSocketVisitor implements AutoCloseable {

    /** One thread for all visitors of a run. */
    private static final MultiThreadIoEventLoopGroup GROUP =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration OFTEN = Duration.ofMillis(5);
    private final List<String> frames = new CopyOnWriteArrayList<>();
    private final Channel channel;
    private volatile boolean open;
    private final AtomicInteger pongs = new AtomicInteger();
    private volatile int closeCode;
    private volatile String closeReason = "";
    private int read;

    /** @param address as a browser writes it; the connection goes to {@code port} of this machine */
    WebSocketVisitor(int port, String address, String protocol) {
        var uri = URI.create(address);
        var headers = new DefaultHttpHeaders().set("Origin", "http://" + uri.getAuthority());
        var handshaker = WebSocketClientHandshakerFactory.newHandshaker(
                uri, WebSocketVersion.V13, protocol, false, headers, 1 << 20);
        channel = new Bootstrap()
                .group(GROUP)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel made) {
                        made.pipeline()
                                .addLast(new HttpClientCodec())
                                .addLast(new HttpObjectAggregator(64 * 1024))
                                .addLast(new WebSocketClientProtocolHandler(handshaker, false, false))
                                .addLast(new Frames());
                    }
                })
                .connect("127.0.0.1", port)
                .syncUninterruptibly()
                .channel();
        await("the handshake").atMost(SOON).pollInterval(OFTEN).until(() -> open);
    }

    WebSocketVisitor say(String text) {
        channel.writeAndFlush(new TextWebSocketFrame(text)).syncUninterruptibly();
        return this;
    }

    WebSocketVisitor ping() {
        int before = pongs.get();
        channel.writeAndFlush(new PingWebSocketFrame()).syncUninterruptibly();
        await("a pong").atMost(SOON).pollInterval(OFTEN).until(() -> pongs.get() > before);
        return this;
    }

    WebSocketVisitor hangUp() {
        channel.writeAndFlush(new CloseWebSocketFrame(1000, "")).syncUninterruptibly();
        return this;
    }

    /** Bytes below the WebSocket. */
    void raw(ByteBuf bytes) {
        channel.pipeline().firstContext().writeAndFlush(bytes).syncUninterruptibly();
    }

    /** The next frame that nobody has read yet. */
    String next() {
        await("a frame after " + frames).atMost(SOON).pollInterval(OFTEN).until(() -> frames.size() > read);
        return frames.get(read++);
    }

    /** Frames that nobody has read yet. */
    int unread() {
        return frames.size() - read;
    }

    int awaitClose() {
        await("a close").atMost(SOON).pollInterval(OFTEN).until(() -> closeCode != 0);
        return closeCode;
    }

    String closeReason() {
        return closeReason;
    }

    boolean connected() {
        return channel.isActive();
    }

    private final class Frames extends SimpleChannelInboundHandler<WebSocketFrame> {
        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            open |= event == WebSocketClientProtocolHandler.ClientHandshakeStateEvent.HANDSHAKE_COMPLETE;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            switch (frame) {
                case TextWebSocketFrame text -> frames.add(text.text());
                case PongWebSocketFrame pong -> pongs.incrementAndGet();
                case CloseWebSocketFrame close -> {
                    closeReason = close.reasonText();
                    closeCode = close.statusCode() < 0 ? 1005 : close.statusCode();
                }
                default -> frames.add("unexpected " + frame);
            }
        }
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
    }
}
