package dev.berth.controller.computer;

import dev.berth.crd.Transport;
import org.jspecify.annotations.Nullable;

/** Which way a terminal's bytes go (resources.md 1.1, {@code transport}): on an Instance nothing is left to be resolved. Pure. */
final class Transports {

    private Transports() {}

    /** Whether the class asks for what its provider cannot do. */
    static boolean isImpossible(@Nullable Transport asked, boolean replays) {
        return asked == Transport.REPLAY && !replays;
    }

    /** Auto takes the shorter way where there is one. A word of a later release is relayed, which works everywhere. */
    static Transport resolve(@Nullable Transport asked, boolean replays) {
        return switch (asked) {
            case AUTO, REPLAY -> replays ? Transport.REPLAY : Transport.RELAY;
            case RELAY -> Transport.RELAY;
            case null -> Transport.RELAY;
        };
    }
}
