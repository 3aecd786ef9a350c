package dev.berth.proxy.http;

import dev.berth.proxy.directory.MachineView;
import dev.berth.proxy.route.Ask;
import dev.berth.proxy.route.Decision.Place;
import dev.berth.ttyd.BoxKey;
import dev.berth.ttyd.BoxKeys;
import dev.berth.ttyd.BoxPaths;
import dev.berth.ttyd.Grant;
import dev.berth.ttyd.Role;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings one request, or one WebSocket, to a port inside a box: {@code /v1/port/{n}/…} with a grant, and believes no answer without the box's proof. One connection to the box per
 * request, never shared between clients, so that a request that two parsers read differently could only hurt its sender.
 */
final class PreviewRelay {

    private static final int CONNECT_MILLIS = 3000;

    private final BoxKeys keys;
    private final Transport transport;
    private final HttpMeters meters;
    private final Clock clock;
    private final String scheme;

    PreviewRelay(BoxKeys keys, Transport transport, HttpMeters meters, Clock clock, String scheme) {
        this.keys = keys;
        this.transport = transport;
        this.meters = meters;
        this.clock = clock;
        this.scheme = scheme;
    }

    /** What is to be reached, and for whom. The place's machine is awake. */
    record Target(HttpRequest request, Ask ask, Place place, int port, String remote, String id) {}

    /** How a relayed request ended. */
    sealed interface Finish {
        /** @param reusable the client's connection can carry another request */
        record Relayed(boolean reusable) implements Finish {}

        /** Nothing was answered yet. */
        record Failed(String why) implements Finish {}
    }

    /** A grant's id and the key that proves the answer to it. */
    record Proof(BoxKey key, String jti) {}

    /** The client's half of a relayed request. All calls on the client's event loop. */
    static final class Upload {
        private final ChannelHandlerContext client;
        private final Runnable more;
        private final BiConsumer<ChannelHandlerContext, Finish> finished;
        private final Deque<HttpContent> early = new ArrayDeque<>();
        private @Nullable Channel box;
        private @Nullable PreviewAnswer answer;
        private boolean over;

        Upload(ChannelHandlerContext client, Runnable more, BiConsumer<ChannelHandlerContext, Finish> finished) {
            this.client = client;
            this.more = more;
            this.finished = finished;
        }

        /** Takes ownership of the content. */
        void send(HttpContent content) {
            if (over) {
                content.release();
            } else if (box == null) {
                early.add(content);
            } else {
                forward(box, content);
            }
        }

        private void forward(Channel to, HttpContent content) {
            boolean last = content instanceof io.netty.handler.codec.http.LastHttpContent;
            var _ = to.writeAndFlush(content);
            // The next piece is asked for when this one has found room.
            if (!last && to.isWritable()) more.run();
        }

        void boxWritable() {
            if (!over) more.run();
        }

        void clientWritable(boolean writable) {
            if (box != null) box.config().setAutoRead(writable);
        }

        /** The box has begun to answer, and the client has seen it. */
        boolean answered() {
            return answer != null && answer.begun();
        }

        /** The client is gone, or its request is no HTTP. */
        void abort() {
            end();
            if (box != null) {
                var _ = box.close();
            }
        }

        void done(Finish finish) {
            if (over) return;
            end();
            if (box != null) {
                var _ = box.close();
            }
            finished.accept(client, finish);
        }

        private void end() {
            over = true;
            while (!early.isEmpty()) early.remove().release();
        }

        private void connected(Channel channel, HttpRequest head, PreviewAnswer reader) {
            if (over || !client.channel().isActive()) {
                var _ = channel.close();
                end();
                return;
            }
            box = channel;
            answer = reader;
            var _ = channel.writeAndFlush(head);
            while (!early.isEmpty()) forward(channel, early.remove());
            if (answer.wantsBody()) more.run();
        }
    }

    /**
     * Starts a request whose content follows through the {@link Upload}.
     *
     * @param more asks the client for the next piece
     */
    Upload request(
            ChannelHandlerContext client,
            Runnable more,
            BiConsumer<ChannelHandlerContext, Finish> finished,
            Target target) {
        var upload = new Upload(client, more, finished);
        meters.previews.incrementAndGet();
        boolean hasBody = HttpUtil.isTransferEncodingChunked(target.request())
                || HttpUtil.getContentLength(target.request(), 0L) > 0;
        var dialled = dial(
                client,
                target,
                proof -> new PreviewAnswer(upload, client, proof, HttpUtil.isKeepAlive(target.request()), hasBody));
        dialled.connect().addListener((ChannelFuture done) -> {
            done.channel().closeFuture().addListener(closed -> meters.previews.decrementAndGet());
            if (done.isSuccess()) {
                upload.connected(done.channel(), dialled.head(), dialled.reader());
            } else {
                upload.done(new Finish.Failed("no connection"));
            }
        });
        // The end of a request without a body is still in the pipeline.
        if (!hasBody) more.run();
        return upload;
    }

    /** Starts a WebSocket: the box's head is awaited, and only its 101 makes a tunnel. */
    void socket(ChannelHandlerContext client, Target target) {
        meters.previews.incrementAndGet();
        var dialled = dial(client, target, proof -> new PreviewSocket(client, proof));
        dialled.connect().addListener((ChannelFuture done) -> {
            done.channel().closeFuture().addListener(closed -> meters.previews.decrementAndGet());
            if (!done.isSuccess() || !client.channel().isActive()) {
                var _ = done.channel().close();
                var _ = client.close();
                return;
            }
            client.channel().closeFuture().addListener(gone -> {
                var _ = done.channel().close();
            });
            var _ = done.channel().writeAndFlush(dialled.head());
            var _ = done.channel().writeAndFlush(io.netty.handler.codec.http.LastHttpContent.EMPTY_LAST_CONTENT);
        });
    }

    private record Dialled<H extends io.netty.channel.ChannelHandler>(
            Bootstrap bootstrap, String host, int port, HttpRequest head, H reader) {
        ChannelFuture connect() {
            return bootstrap.connect(host, port);
        }
    }

    private <H extends io.netty.channel.ChannelHandler> Dialled<H> dial(
            ChannelHandlerContext client, Target target, java.util.function.Function<Proof, H> handler) {
        var machine = (MachineView.Machine) target.place().computer().machine();
        var key = keys.forInstance(machine.keyId(), machine.uid());
        var grant = Grant.port(machine.uid(), target.port(), Role.OWNER, clock.instant());
        var reader = handler.apply(new Proof(key, grant.jti()));
        var bootstrap = new Bootstrap()
                // The same loop on both sides: nothing in a relay needs a lock.
                .group(client.channel().eventLoop())
                .channel(transport.client())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(32 * 1024, 64 * 1024))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast("codec", new HttpClientCodec())
                                .addLast("reader", reader);
                    }
                });
        return new Dialled<>(bootstrap, machine.address(), machine.port(), head(target, key.sign(grant)), reader);
    }

    private HttpRequest head(Target target, String grant) {
        var forwarded = new HeaderRules.Forwarded(target.ask().host(), scheme, target.remote());
        var headers = HeaderRules.toBox(
                target.request().headers(), forwarded, target.ask().webSocket());
        headers.set(BoxPaths.HEADER_GRANT, grant);
        boolean chunked = HttpUtil.isTransferEncodingChunked(target.request());
        if (chunked) headers.set("Transfer-Encoding", "chunked");
        if (!target.ask().webSocket()) headers.set("Connection", "close");
        return new DefaultHttpRequest(
                HttpVersion.HTTP_1_1,
                target.request().method(),
                BoxPaths.PORT + target.port() + target.request().uri(),
                headers);
    }
}
