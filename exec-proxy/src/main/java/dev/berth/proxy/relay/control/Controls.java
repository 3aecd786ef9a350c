package dev.berth.proxy.relay.control;

import dev.berth.proxy.directory.DemandWriter;
import dev.berth.proxy.directory.Directory;
import dev.berth.proxy.directory.FaceCloser;
import dev.berth.proxy.relay.ControlRequest;
import dev.berth.proxy.relay.OpenSockets;
import dev.berth.proxy.relay.SocketOwner;
import io.netty.channel.Channel;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** All control sockets of this proxy. */
public final class Controls implements SocketOwner<ControlRequest> {

    /** What every control socket shares. */
    record Parts(
            Directory directory,
            DemandWriter demand,
            FaceCloser closer,
            BoxDesk boxes,
            Clock clock,
            Executor blocking) {}

    private final Parts parts;
    private final OpenSockets open = new OpenSockets();

    /** @param blocking runs calls that wait for boxes */
    public Controls(
            Directory directory,
            DemandWriter demand,
            FaceCloser closer,
            BoxDesk boxes,
            Clock clock,
            Executor blocking) {
        this.parts = new Parts(directory, demand, closer, boxes, clock, blocking);
    }

    @Override
    public void open(Channel channel, ControlRequest request) {
        ControlSocket socket = new ControlSocket(channel, request, parts);
        channel.pipeline().addLast(socket);
        open.add(channel, socket::start, socket::drain, socket::release);
    }

    /** Control sockets that are open now. */
    public int count() {
        return open.count();
    }

    @Override
    public CompletionStage<Void> drain(Duration over) {
        return open.drain(over);
    }
}
