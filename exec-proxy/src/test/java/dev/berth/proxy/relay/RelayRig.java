package dev.berth.proxy.relay;

import dev.berth.crd.InstancePhase;
import dev.berth.proxy.access.Principal;
import dev.berth.proxy.directory.ComputerKey;
import dev.berth.proxy.directory.DemandWriter;
import dev.berth.proxy.directory.Directory;
import dev.berth.proxy.directory.FaceCloser;
import dev.berth.proxy.directory.MachineView.Machine;
import dev.berth.proxy.relay.boot.BootTimes;
import dev.berth.ttyd.BoxKeys;
import dev.berth.ttyd.BoxSession;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Terminals between real sockets: a front that hands over every connection as if its 101 had been sent, a cluster of one computer, and a
 * recording box. The first byte of a connection says who comes: o owner, w watcher, v an owner's visit, r an
 * owner's reconnect.
 */
final class RelayRig implements AutoCloseable {

    final KnownCluster cluster;
    final RecordingBox box;
    final Terminals terminals;
    private final EventLoopGroup group;
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final Channel front;
    private final Path keys;

    RelayRig(InstancePhase phase) {
        try {
            keys = Files.createTempDirectory("berth-keys");
            Files.write(keys.resolve("2026-11"), new byte[32]);
            BoxKeys boxKeys = BoxKeys.read(keys);
            group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
            box = new RecordingBox(group, boxKeys.forInstance("2026-11", Fixtures.MACHINE_UID));
            cluster = new KnownCluster(Fixtures.computer(machine(phase)), Fixtures.face());
            Clock clock = Clock.systemUTC();
            terminals = new Terminals(
                    cluster,
                    new DemandWriter(cluster, cluster, clock, blocking),
                    new FaceCloser(cluster, blocking),
                    boxKeys,
                    clock,
                    new BootTimes(cluster, clock),
                    new NoSessions());
            front = new ServerBootstrap()
                    .group(group)
                    .channel(NioServerSocketChannel.class)
                    .option(ChannelOption.SO_BACKLOG, 4096)
                    .childHandler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline().addLast(new Handshake());
                        }
                    })
                    .bind("127.0.0.1", 0)
                    .sync()
                    .channel();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return ((InetSocketAddress) front.localAddress()).getPort();
    }

    Machine machine(InstancePhase phase) {
        return Fixtures.machine(phase, Instant.now(), "127.0.0.1", box.port(), "5f2c9a10");
    }

    /** The Instance changes, and the watch tells at once. */
    void becomes(InstancePhase phase) {
        cluster.becomes(Fixtures.computer(machine(phase)));
    }

    TestBrowser browser(char who) {
        return new TestBrowser(port(), who);
    }

    @Override
    public void close() {
        var _ = front.close().awaitUninterruptibly();
        box.close();
        var _ = group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
        blocking.close();
        try {
            Files.delete(keys.resolve("2026-11"));
            Files.delete(keys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A box that nobody asks. */
    private static final class NoSessions implements BoxSessionsKnown {
        @Override
        public List<BoxSession> lastKnown(ComputerKey computer) {
            return List.of();
        }

        @Override
        public Directory.Subscription watch(ComputerKey computer, Runnable news) {
            return () -> {};
        }
    }

    private final class Handshake extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            char who = (char) bytes.readByte();
            Channel channel = context.channel();
            channel.config().setAutoRead(false);
            Principal principal = who == 'w' ? Fixtures.WATCHER : Fixtures.OWNER;
            terminals.open(
                    channel,
                    new TerminalRequest(
                            Fixtures.KEY, "main", 1, principal, who == 'v', who == 'r', 0, "127.0.0.1", "request"));
            channel.pipeline().remove(this);
            if (bytes.isReadable()) {
                channel.pipeline().fireChannelRead(bytes);
            } else {
                bytes.release();
            }
        }
    }
}
