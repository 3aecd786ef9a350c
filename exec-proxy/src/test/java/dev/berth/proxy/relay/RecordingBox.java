package dev.berth.proxy.relay;

import dev.berth.ttyd.BoxKey;
import dev.berth.ttyd.BoxPaths;
import dev.berth.ttyd.ClientFrameScanner;
import dev.berth.ttyd.Grant;
import dev.berth.ttyd.GrantCheck;
import dev.berth.ttyd.Ttyd;
import dev.berth.ttyd.WsFrames;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A box that speaks the box protocol over real sockets and remembers what reached it. It echoes what is typed. */
final class RecordingBox implements AutoCloseable {

    /** Answer to the next attaches; 101 lets in. */
    volatile int status = 101;
    /** Whether it proves itself. */
    volatile boolean proves = true;
    /** Whether it answers at all. */
    volatile boolean answers = true;

    final List<String> received = new CopyOnWriteArrayList<>();
    final List<String> pongs = new CopyOnWriteArrayList<>();
    final List<Grant> grants = new CopyOnWriteArrayList<>();
    final Set<Channel> attached = ConcurrentHashMap.newKeySet();
    final Set<Channel> connections = ConcurrentHashMap.newKeySet();
    final AtomicInteger attaches = new AtomicInteger();

    private final BoxKey key;
    private final Channel server;

    RecordingBox(EventLoopGroup group, BoxKey key) throws InterruptedException {
        this.key = key;
        this.server = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(io.netty.channel.ChannelOption.SO_BACKLOG, 4096)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        connections.add(channel);
                        var _ = channel.closeFuture().addListener(done -> connections.remove(channel));
                        channel.pipeline()
                                .addLast("codec", new HttpServerCodec())
                                .addLast("whole", new HttpObjectAggregator(1024))
                                .addLast("door", new Door());
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
    }

    int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    /** Everything that was typed, in order. */
    String typed() {
        StringBuilder all = new StringBuilder();
        received.stream()
                .filter(message -> message.charAt(0) == Ttyd.INPUT)
                .forEach(message -> all.append(message.substring(1)));
        return all.toString();
    }

    void output(String text) {
        send(WsFrames.output(text.getBytes(StandardCharsets.UTF_8)));
    }

    void ping(String payload) {
        send(WsFrames.server(WsFrames.PING, payload.getBytes(StandardCharsets.UTF_8)));
    }

    private void send(ByteBuf frame) {
        attached.forEach(channel -> {
            var _ = channel.writeAndFlush(frame.copy());
        });
        frame.release();
    }

    void closeAll(int code) {
        attached.forEach(channel -> {
            var _ = channel.writeAndFlush(WsFrames.close(code, ""), channel.voidPromise());
            var _ = channel.close();
        });
    }

    @Override
    public void close() {
        var _ = server.close().awaitUninterruptibly();
        connections.forEach(channel -> {
            var _ = channel.close();
        });
    }

    private final class Door extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            try {
                if (message instanceof HttpRequest request) {
                    attaches.incrementAndGet();
                    if (answers) {
                        answer(context, request);
                    }
                }
            } finally {
                ReferenceCountUtil.release(message);
            }
        }

        private void answer(ChannelHandlerContext context, HttpRequest request) {
            String token = request.headers().get(BoxPaths.HEADER_GRANT, "");
            if (!(key.check(token, Instant.now()) instanceof GrantCheck.Valid(Grant grant))) {
                var _ = context.close();
                return;
            }
            grants.add(grant);
            var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
            if (proves) {
                response.headers().set(BoxPaths.HEADER_PROOF, key.proof(grant.jti()));
            }
            if (status != 101) {
                response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
                var _ = context.writeAndFlush(response);
                return;
            }
            response.headers()
                    .set(HttpHeaderNames.UPGRADE, "websocket")
                    .set(HttpHeaderNames.CONNECTION, "Upgrade")
                    // Without it Netty's client takes the answer for a draft of 2010, which had a body.
                    .set(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, "accepted")
                    .set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, "tty");
            var _ = context.writeAndFlush(response);
            Channel channel = context.channel();
            channel.pipeline().addLast(new Shell(channel));
            channel.pipeline().remove("whole");
            channel.pipeline().remove("door");
            channel.pipeline().remove("codec");
            attached.add(channel);
            var _ = channel.closeFuture().addListener(done -> attached.remove(channel));
        }
    }

    /** A terminal that paints a prompt once it knows its size, and echoes. */
    private final class Shell extends ChannelInboundHandlerAdapter implements ClientFrameScanner.Sink {
        private final Channel channel;
        private final ClientFrameScanner scanner = new ClientFrameScanner(this, 1 << 20);
        private final StringBuilder message = new StringBuilder();

        Shell(Channel channel) {
            this.channel = channel;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object read) {
            try {
                scanner.feed((ByteBuf) read);
            } finally {
                ReferenceCountUtil.release(read);
            }
        }

        @Override
        public void payload(byte command, byte[] chunk, boolean last) {
            message.append(new String(chunk, StandardCharsets.UTF_8));
            if (!last) {
                return;
            }
            String text = message.toString();
            message.setLength(0);
            received.add(command == Ttyd.JSON ? text : (char) command + text);
            if (command == Ttyd.JSON) {
                var _ = channel.writeAndFlush(
                        WsFrames.output("$ ".getBytes(StandardCharsets.UTF_8)), channel.voidPromise());
            } else if (command == Ttyd.INPUT) {
                var _ = channel.writeAndFlush(
                        WsFrames.output(text.getBytes(StandardCharsets.UTF_8)), channel.voidPromise());
            }
        }

        @Override
        public void forward(ByteBuf bytes) {
            bytes.release();
        }

        @Override
        public void control(int opcode, ByteBuf payload) {
            String text = payload.toString(StandardCharsets.UTF_8);
            if (opcode == WsFrames.PONG) {
                pongs.add(text);
            } else if (opcode == WsFrames.PING) {
                var _ = channel.writeAndFlush(WsFrames.server(WsFrames.PONG, payload), channel.voidPromise());
            } else {
                var _ = channel.close();
            }
        }

        @Override
        public void violation(int closeCode, String why) {
            received.add("violation " + why);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var _ = context.close();
        }
    }
}
