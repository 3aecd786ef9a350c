package dev.berth.proxy.relay;

import dev.berth.proxy.directory.DemandWriter;
import dev.berth.proxy.directory.Directory;
import dev.berth.proxy.directory.FaceCloser;
import dev.berth.proxy.relay.boot.BootStory;
import dev.berth.proxy.relay.boot.StartTimes;
import dev.berth.ttyd.BoxKeys;
import java.time.Clock;

/** What every terminal socket of a proxy shares. */
record TerminalParts(
        Directory directory,
        DemandWriter demand,
        FaceCloser closer,
        BoxKeys keys,
        Clock clock,
        StartTimes starts,
        BoxSessionsKnown sessions,
        BootStory story) {}
