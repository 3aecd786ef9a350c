package dev.berth.proxy.relay;

import dev.berth.proxy.directory.DemandWriter;
import dev.berth.proxy.directory.Directory;
import dev.berth.proxy.directory.FaceCloser;
import dev.berth.proxy.relay.boot.BootTimes;
import dev.berth.ttyd.BoxKeys;
import io.netty.channel.Channel;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** All terminal sockets of this proxy. */
public final class Terminals implements SocketOwner<TerminalRequest> {

    private final TerminalParts parts;
    private final OpenSockets open = new OpenSockets();

    /** @param times what is known of how long starts take */
    public Terminals(
            Directory directory,
            DemandWriter demand,
            FaceCloser closer,
            BoxKeys keys,
            Clock clock,
            BootTimes times,
            BoxSessionsKnown sessions) {
        this.parts = new TerminalParts(directory, demand, closer, keys, clock, times.starts(), sessions, times.story());
    }

    @Override
    public void open(Channel channel, TerminalRequest request) {
        Sockets.tune(channel);
        TerminalSocket socket = new TerminalSocket(channel, request, parts);
        channel.pipeline().addLast(socket);
        open.add(channel, socket::start, socket::drain, socket::release);
    }

    /** Terminals that are open now. */
    public int count() {
        return open.count();
    }

    @Override
    public CompletionStage<Void> drain(Duration over) {
        return open.drain(over);
    }
}
