package dev.berth.proxy.http;

import dev.berth.crd.InstancePhase;
import dev.berth.crd.Power;
import dev.berth.proxy.access.Principal;
import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.DemandWriter;
import dev.berth.proxy.directory.FaceCloser;
import dev.berth.proxy.directory.MaintenanceView;
import dev.berth.proxy.relay.Fixtures;
import dev.berth.proxy.relay.KnownCluster;
import dev.berth.proxy.relay.control.BoxCalls;
import dev.berth.proxy.relay.control.BoxDesk;
import dev.berth.proxy.relay.control.ControlBox;
import dev.berth.proxy.relay.control.Controls;
import dev.berth.ttyd.BoxKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A page's control socket for real: a WebSocket client, the running server, a box that is asked. */
abstract class ControlRig {

    static final Instant SINCE = Instant.parse("2026-11-21T09:25:00Z");
    static final String HASH = Fixtures.face().hash();

    @TempDir
    Path folder;

    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private BoxKeys keys;
    ControlBox box;
    KnownCluster cluster;
    Controls controls;
    private RecordingFront front;

    @BeforeEach
    final void start() throws IOException {
        keys = BoxKeys.read(RecordingFront.keys(folder));
        box = new ControlBox(keys.forInstance("2026-11", Fixtures.MACHINE_UID));
        cluster = new KnownCluster(is(InstancePhase.READY), Fixtures.face());
        controls = controls();
        front = new RecordingFront(folder, cluster, cluster, Fixtures.OWNER, controls);
    }

    /** From now on every visitor is this one. */
    final void serve(Principal principal) {
        front.close();
        controls = controls();
        front = new RecordingFront(folder, cluster, cluster, principal, controls);
    }

    private Controls controls() {
        var clock = Clock.systemUTC();
        return new Controls(
                cluster,
                new DemandWriter(cluster, cluster, clock, blocking),
                new FaceCloser(cluster, blocking),
                new BoxDesk(cluster, new BoxCalls(keys, clock), clock, blocking, timer),
                clock,
                blocking);
    }

    @AfterEach
    final void stop() {
        front.close();
        box.close();
        timer.shutdownNow();
        blocking.shutdownNow();
    }

    final ComputerView is(InstancePhase phase) {
        return is(phase, Power.AUTO);
    }

    final ComputerView is(InstancePhase phase, Power power) {
        return Fixtures.computer(
                Fixtures.machine(phase, SINCE, "127.0.0.1", box.port(), "5f2c9a10"), power, MaintenanceView.NONE);
    }

    final WebSocketVisitor page(long face) {
        return new WebSocketVisitor(
                front.server.port(), "ws://calm-meadow-4821.localhost:8080/_ctl?face=" + face, "berth");
    }

    /** A page of face 1, after it was told all there is to know. */
    final WebSocketVisitor informed() {
        var page = page(1);
        while (!page.next().contains("zsh")) {}
        return page;
    }

    final WebSocketVisitor asleep() {
        cluster.becomes(is(InstancePhase.SUSPENDED));
        var page = page(1);
        page.next();
        return page;
    }
}
