package dev.berth.box;

import io.netty.channel.Channel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * WebSockets of previews that stand now. What is sent on one after the intake has closed would reach a program that is about to be frozen, so they end with it. Event loop only.
 */
final class PreviewTunnels {

    private final Set<Channel> open = new LinkedHashSet<>();

    void opened(Channel tunnel) {
        open.add(tunnel);
        tunnel.closeFuture().addListener(closed -> open.remove(tunnel));
    }

    void close() {
        for (Channel tunnel : List.copyOf(open)) {
            var _ = tunnel.close();
        }
    }
}
