package dev.berth.box.port;

import dev.berth.box.attach.AttachDoor;
import dev.berth.box.http.Answers;
import dev.berth.box.http.Exchange;
import dev.berth.box.http.Reply;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One request to a program in the box and its answer, streamed both ways with back-pressure; a 101 turns both connections into a
 * tunnel. Every request has a connection of its own, so nothing of one answer can reach another.
 */
final class PortExchange implements Exchange {

    private static final int CONNECT_MILLIS = 3_000;
    private static final String BACKEND_CODEC = "codec";

    private final ChannelHandlerContext client;
    private final PortRelay.Host host;
    private final String proof;
    private final boolean keepAlive;
    private final Deque<HttpContent> early = new ArrayDeque<>();
    private @Nullable Channel backend;
    private boolean upgrade;
    private boolean requestEnded;
    private boolean headSent;
    private boolean responseEnded;
    private boolean over;

    PortExchange(ChannelHandlerContext client, PortRelay.Host host, String proof, boolean keepAlive) {
        this.client = client;
        this.host = host;
        this.proof = proof;
        this.keepAlive = keepAlive;
    }

    void start(HttpRequest request, int port, String uri) {
        upgrade = HopHeaders.upgradesToWebSocket(request);
        if (HttpUtil.is100ContinueExpected(request)) {
            var _ = client.writeAndFlush(
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
        HttpRequest head = HopHeaders.toBox(request, uri);
        client.channel().config().setAutoRead(false);
        new Bootstrap()
                .group(client.channel().eventLoop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(BACKEND_CODEC, new HttpClientCodec())
                                .addLast(new Backend());
                    }
                })
                .connect("127.0.0.1", port)
                .addListener((ChannelFutureListener) connected -> {
                    if (!connected.isSuccess()) {
                        refuse(port);
                    } else if (over) {
                        var _ = connected.channel().close();
                    } else {
                        connected(connected.channel(), head);
                    }
                });
    }

    private void connected(Channel channel, HttpRequest head) {
        backend = channel;
        var _ = channel.write(head);
        while (!early.isEmpty()) {
            var _ = channel.write(early.remove());
        }
        channel.flush();
        client.channel().config().setAutoRead(true);
    }

    private void refuse(int port) {
        if (!over) {
            end();
            client.channel().config().setAutoRead(true);
            Answers.write(
                    client,
                    Reply.refused(502, "Nothing listens on port " + port + " of this computer; start the program."),
                    proof,
                    keepAlive && requestEnded);
        }
    }

    @Override
    public void content(HttpContent content) {
        requestEnded |= content instanceof LastHttpContent;
        if (over) {
            content.release();
        } else if (backend == null) {
            early.add(content);
        } else if (upgrade) {
            content.release();
        } else {
            var _ = backend.writeAndFlush(content);
            client.channel().config().setAutoRead(backend.isWritable());
        }
    }

    @Override
    public boolean finished() {
        return responseEnded && requestEnded;
    }

    @Override
    public void writable(boolean writable) {
        if (backend != null) {
            backend.config().setAutoRead(writable);
        }
    }

    @Override
    public void gone() {
        end();
        if (backend != null) {
            var _ = backend.close();
        }
    }

    private void end() {
        over = true;
        responseEnded = true;
        early.forEach(ReferenceCountUtil::release);
        early.clear();
    }

    private void head(HttpResponse response) {
        int status = response.status().code();
        if (status == 101) {
            tunnel(response);
        } else {
            headSent = true;
            var _ = client.write(HopHeaders.fromBox(response, proof, keepAlive));
        }
    }

    /** From here on both sides are bytes. */
    private void tunnel(HttpResponse response) {
        Channel box = backend;
        if (box == null || !upgrade) {
            gone();
            var _ = client.close();
            return;
        }
        over = true;
        responseEnded = true;
        var _ = client.writeAndFlush(HopHeaders.fromBox(response, proof, true));
        Channel outside = client.channel();
        host.opened(outside);
        var frames = new DataFrames();
        outside.pipeline().addLast(new Pipe(box, bytes -> {
            if (frames.seesData(bytes)) {
                host.previewed();
            }
        }));
        box.pipeline().addLast(new Pipe(outside, bytes -> {}));
        box.pipeline().remove(Backend.class);
        outside.pipeline().remove(AttachDoor.RECEPTION);
        outside.pipeline().remove(AttachDoor.IDLE);
        // The codecs last, because they hand on what they have read beyond the heads.
        outside.pipeline().remove(AttachDoor.CODEC);
        box.pipeline().remove(BACKEND_CODEC);
    }

    private void body(HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        var _ = client.writeAndFlush(content);
        if (last) {
            end();
            closeBackend();
            client.channel().config().setAutoRead(true);
            if (!keepAlive || !requestEnded) {
                var _ = client.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            }
        }
    }

    private void closeBackend() {
        if (backend != null) {
            var _ = backend.close();
        }
    }

    private final class Backend extends ChannelInboundHandlerAdapter {

        /** A 1xx other than 101 ends with an empty content of its own; both stay here. */
        private boolean interim;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpResponse response) {
                int status = response.status().code();
                interim = status >= 100 && status < 200;
                if (!over && (!interim || status == 101)) {
                    head(response);
                }
            }
            if (message instanceof HttpContent content) {
                if (over || interim) {
                    content.release();
                } else {
                    body(content);
                }
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            if (!over) {
                client.channel().config().setAutoRead(context.channel().isWritable());
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (over) {
                return;
            }
            end();
            client.channel().config().setAutoRead(true);
            if (headSent) {
                // The answer broke off; only closing says so.
                var _ = client.close();
            } else {
                Answers.write(
                        client,
                        Reply.refused(
                                502, "The program in the computer hung up without an answer; look at its output."),
                        proof,
                        false);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // A reset or a broken answer: channelInactive says it to the client.
            var _ = context.close();
        }
    }
}
