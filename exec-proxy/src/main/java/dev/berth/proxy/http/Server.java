package dev.berth.proxy.http;

import dev.berth.proxy.access.Principal;
import dev.berth.proxy.config.Settings;
import dev.berth.proxy.directory.Cluster;
import dev.berth.proxy.directory.DemandWriter;
import dev.berth.proxy.directory.Directory;
import dev.berth.proxy.directory.FaceAllocator;
import dev.berth.proxy.directory.FaceCloser;
import dev.berth.proxy.relay.ControlRequest;
import dev.berth.proxy.relay.SocketOwner;
import dev.berth.proxy.relay.TerminalRequest;
import dev.berth.proxy.route.Router;
import dev.berth.proxy.web.Incidents;
import dev.berth.proxy.web.Pages;
import dev.berth.ttyd.BoxKeys;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Listens, and ends in order: no new connections, sockets told to come back elsewhere, then closed. */
public final class Server implements AutoCloseable {

    private final Transport transport = Transport.best();
    private final EventLoopGroup loops;
    private final FrontParts parts;
    private final Settings settings;
    private final Channel listening;
    private volatile boolean draining;

    /**
     * What a server is made of.
     *
     * @param slow runs calls that block
     */
    public record Parts(
            Settings settings,
            Directory directory,
            Cluster cluster,
            FaceAllocator allocator,
            DemandWriter demand,
            FaceCloser closer,
            Pages pages,
            BoxKeys keys,
            Probes probes,
            Incidents incidents,
            HttpMeters meters,
            SocketOwner<TerminalRequest> terminals,
            SocketOwner<ControlRequest> controls,
            Principal principal,
            Clock clock,
            Executor slow) {}

    /** Binds at once; the port is in {@link #port}. @throws IllegalStateException if the port is taken */
    public static Server start(Parts parts) {
        return new Server(parts);
    }

    private Server(Parts from) {
        settings = from.settings();
        loops = transport.group(Math.max(1, Runtime.getRuntime().availableProcessors()));
        var answerer = new Answerer(
                from.pages(),
                from.allocator(),
                from.demand(),
                new FormActions(from.directory(), from.closer(), from.demand()),
                from.keys(),
                from.probes(),
                from.incidents(),
                from.clock());
        parts = new FrontParts(
                new Router(settings.site(), from.directory()),
                from.principal(),
                answerer,
                from.cluster(),
                new PreviewRelay(
                        from.keys(),
                        from.directory(),
                        transport,
                        from.meters(),
                        from.clock(),
                        settings.site().scheme()),
                from.terminals(),
                from.controls(),
                new SocketRate(settings.socketsPerSecond(), from.clock()),
                new Crowd(settings.connectionsPerAddress()),
                from.meters(),
                settings.replica(),
                from.clock(),
                from.slow(),
                () -> draining);
        listening = bind();
    }

    private Channel bind() {
        var address = new InetSocketAddress(
                settings.listen().host(), settings.listen().port());
        var bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(transport.server())
                .childHandler(new HttpPipeline(parts))
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(32 * 1024, 64 * 1024));
        if (transport.epoll()) {
            bootstrap
                    .option(EpollChannelOption.SO_REUSEPORT, settings.reusePort())
                    .childOption(EpollChannelOption.TCP_KEEPIDLE, 30)
                    .childOption(EpollChannelOption.TCP_KEEPINTVL, 10)
                    .childOption(EpollChannelOption.TCP_KEEPCNT, 3)
                    .childOption(EpollChannelOption.TCP_USER_TIMEOUT, 40_000);
        } else if (settings.reusePort()) {
            bootstrap.option(NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT), true);
        }
        var bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new IllegalStateException(
                    "Port " + address.getPort() + " on " + settings.listen().host()
                            + " cannot be listened on; end the program that has it, or set BERTH_LISTEN to another.",
                    bound.cause());
        }
        return bound.channel();
    }

    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    public boolean draining() {
        return draining;
    }

    /** From here on answers close their connections; new visitors are still taken, since a load balancer needs a moment to notice. */
    public void beginDrain() {
        draining = true;
    }

    /** Stops listening and tells every socket to come back elsewhere, within the time given. */
    public CompletableFuture<Void> drain(Duration over) {
        listening.close().awaitUninterruptibly();
        return CompletableFuture.allOf(
                parts.terminals().drain(over).toCompletableFuture(),
                parts.controls().drain(over).toCompletableFuture());
    }

    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
        var _ = loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
