package dev.berth.proxy.relay;

import java.time.Instant;

/** Something that happened to a terminal session, on its event loop. */
@FunctionalInterface
interface Happening {

    void to(TerminalSession session, Instant now);
}
