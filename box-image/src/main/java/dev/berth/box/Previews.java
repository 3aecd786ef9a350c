package dev.berth.box;

import dev.berth.box.activity.ActivityBook;
import dev.berth.box.intake.IntakeDesk;
import dev.berth.box.port.PortRelay;
import io.netty.channel.Channel;
import java.util.function.LongSupplier;

/** What preview traffic means: it counts as activity and as a visit. */
record Previews(IntakeDesk desk, ActivityBook book, PreviewTunnels tunnels, LongSupplier millis)
        implements PortRelay.Host {

    @Override
    public boolean admits() {
        return desk.admits();
    }

    @Override
    public void previewed() {
        book.previewed(millis.getAsLong());
        desk.visited();
    }

    @Override
    public void opened(Channel tunnel) {
        tunnels.opened(tunnel);
        // It may have closed while the program in the box took its time to answer.
        if (desk.closed()) tunnels.close();
    }
}
