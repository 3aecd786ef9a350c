package dev.berth.box.gate;

import dev.berth.box.attach.AttachDoor;
import dev.berth.box.http.Reply;
import dev.berth.box.port.PortRelay;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;

/** The two listeners: the open port for the control plane, a unix socket for the box itself. */
public final class GateServer {

    /** What answers control calls. */
    public interface Control {
        CompletionStage<Reply> call(io.netty.handler.codec.http.HttpMethod method, String path, byte[] body);
    }

    /** An idle kept-alive connection is closed after this; requests under way are not. */
    private static final int IDLE_SECONDS = 75;

    private final EventLoopGroup loop;

    public GateServer(EventLoopGroup loop) {
        this.loop = loop;
    }

    /** Opens the port; returns where, since port 0 means any. */
    public InetSocketAddress listen(
            InetSocketAddress at, GrantGate gate, Control control, AttachDoor attach, PortRelay ports)
            throws InterruptedException {
        var router = new PublicRouter(gate, control::call, attach, ports);
        Channel channel = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 512)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                // A proxy whose host vanished says nothing: 30 s of silence, then probes every 10 s, gone after a
                // minute.
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), 30)
                .childOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), 10)
                .childOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), 3)
                .childHandler(connection(router))
                .bind(at)
                .sync()
                .channel();
        return (InetSocketAddress) channel.localAddress();
    }

    /** Opens the box's own socket for user claude's group. */
    public void listenLocally(Path socket, Control control, int group) throws InterruptedException, IOException {
        Files.deleteIfExists(socket);
        new ServerBootstrap()
                .group(loop)
                .channel(NioServerDomainSocketChannel.class)
                .childHandler(connection(new LocalRouter(control::call)))
                .bind(UnixDomainSocketAddress.of(socket))
                .sync();
        // The folder is sticky and the socket root's, so nobody can have put something else in its place.
        Files.setAttribute(socket, "unix:gid", group);
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw----"));
    }

    private static ChannelInitializer<Channel> connection(Router router) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline()
                        .addLast(AttachDoor.IDLE, new IdleStateHandler(0, 0, IDLE_SECONDS, TimeUnit.SECONDS))
                        .addLast(
                                AttachDoor.CODEC,
                                new HttpServerCodec(new HttpDecoderConfig()
                                        .setMaxInitialLineLength(16 * 1024)
                                        .setMaxHeaderSize(32 * 1024)))
                        .addLast(AttachDoor.RECEPTION, new Reception(router));
            }
        };
    }
}
