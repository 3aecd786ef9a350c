package dev.berth.proxy.relay;

import io.netty.channel.Channel;
import java.util.EnumSet;
import java.util.Set;

/**
 * Whether a channel is read. Several parties stop it for reasons of their own; it is read again when the last of them is done. Nobody
 * else sets auto-read, or the parties would undo each other.
 */
final class ReadGate {

    enum Reason {
        /** The other side does not take what has been read. */
        PEER_FULL,
        /** As much input is held as may be. */
        HELD_FULL,
        /** The page asked for a pause. */
        PAUSED,
        /** The handlers are not in place yet. */
        STARTING
    }

    private final Channel channel;
    private final Set<Reason> reasons = EnumSet.noneOf(Reason.class);

    ReadGate(Channel channel) {
        this.channel = channel;
    }

    void shut(Reason reason) {
        if (reasons.add(reason)) {
            channel.config().setAutoRead(false);
        }
    }

    void open(Reason reason) {
        if (reasons.remove(reason) && reasons.isEmpty()) {
            channel.config().setAutoRead(true);
        }
    }

    void set(Reason reason, boolean open) {
        if (open) {
            open(reason);
        } else {
            shut(reason);
        }
    }
}
