package dev.berth.proxy.http;

import dev.berth.proxy.access.Principal;
import dev.berth.proxy.directory.Cluster;
import dev.berth.proxy.relay.ControlRequest;
import dev.berth.proxy.relay.SocketOwner;
import dev.berth.proxy.relay.TerminalRequest;
import dev.berth.proxy.route.Router;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * What every connection shares.
 *
 * @param slow runs calls that block
 * @param draining this replica ends: answers say so
 */
record FrontParts(
        Router router,
        Principal principal,
        Answerer answerer,
        Cluster cluster,
        PreviewRelay previews,
        SocketOwner<TerminalRequest> terminals,
        SocketOwner<ControlRequest> controls,
        SocketRate socketRate,
        Crowd crowd,
        HttpMeters meters,
        String replica,
        Clock clock,
        Executor slow,
        BooleanSupplier draining) {}
