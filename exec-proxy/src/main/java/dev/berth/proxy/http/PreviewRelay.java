package dev.berth.proxy.http;

import dev.berth.proxy.directory.Directory;
import dev.berth.proxy.directory.MachineView.Machine;
import dev.berth.proxy.route.Ask;
import dev.berth.proxy.route.Decision.Place;
import dev.berth.ttyd.BoxKey;
import dev.berth.ttyd.BoxKeyMissing;
import dev.berth.ttyd.BoxKeys;
import dev.berth.ttyd.BoxPaths;
import dev.berth.ttyd.Grant;
import dev.berth.ttyd.Role;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Clock;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one request, or one WebSocket, to a port inside a box: {@code /v1/port/{n}/…} with a grant, and believes no answer without the box's proof. One connection to the box per
 * request, never shared between clients, so that a request that two parsers read differently could only hurt its sender.
 */
final class PreviewRelay {

    private static final Logger log = LoggerFactory.getLogger(PreviewRelay.class);
    private static final int CONNECT_MILLIS = 3000;

    private final BoxKeys keys;
    private final Directory directory;
    private final Transport transport;
    private final HttpMeters meters;
    private final Clock clock;
    private final String scheme;

    PreviewRelay(
            BoxKeys keys, Directory directory, Transport transport, HttpMeters meters, Clock clock, String scheme) {
        this.keys = keys;
        this.directory = directory;
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

    /**
     * Starts a request whose content follows through the {@link PreviewUpload}.
     *
     * @param more asks the client for the next piece
     */
    PreviewUpload request(
            ChannelHandlerContext client,
            Runnable more,
            BiConsumer<ChannelHandlerContext, Finish> finished,
            Target target) {
        var upload = new PreviewUpload(client, more, finished);
        boolean hasBody = HttpUtil.isTransferEncodingChunked(target.request())
                || HttpUtil.getContentLength(target.request(), 0L) > 0;
        Dialled<PreviewAnswer> dialled;
        try {
            dialled = dial(client, target, proof -> new PreviewAnswer(upload, client, proof, target.request(), meters));
        } catch (BoxKeyMissing missing) {
            client.executor().execute(() -> upload.done(new Finish.Failed(String.valueOf(missing.getMessage()))));
            return upload;
        }
        dialled.connect().addListener((ChannelFuture done) -> {
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
        Dialled<PreviewSocket> dialled;
        try {
            dialled = dial(client, target, proof -> new PreviewSocket(client, proof, meters));
        } catch (BoxKeyMissing missing) {
            log.atError()
                    .addKeyValue("computer", target.place().computer().key())
                    .log(missing.getMessage());
            PreviewSocket.refuse(client, 502);
            return;
        }
        dialled.connect().addListener((ChannelFuture done) -> {
            if (!done.isSuccess()) {
                dialled.reader().unreachable();
                return;
            }
            if (!client.channel().isActive()) {
                var _ = done.channel().close();
                return;
            }
            client.channel().closeFuture().addListener(gone -> {
                var _ = done.channel().close();
            });
            var _ = done.channel().writeAndFlush(dialled.head());
            var _ = done.channel().writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
        });
    }

    private record Dialled<H extends ChannelHandler>(ChannelFuture connect, HttpRequest head, H reader) {}

    /** Connects as long as the computer is awake: the connection ends when it sleeps, restarts or goes. */
    private <H extends ChannelHandler> Dialled<H> dial(
            ChannelHandlerContext client, Target target, Function<Proof, H> handler) {
        var machine = (Machine) target.place().computer().machine();
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
        meters.previews.incrementAndGet();
        var connect = bootstrap.connect(machine.address(), machine.port());
        connect.channel().closeFuture().addListener(closed -> meters.previews.decrementAndGet());
        WhileAwake.keep(connect.channel(), directory, target.place().computer().key(), machine);
        return new Dialled<>(connect, head(target, key.sign(grant)), reader);
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
