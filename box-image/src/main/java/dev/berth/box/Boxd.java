package dev.berth.box;

import dev.berth.box.activity.ActivityBook;
import dev.berth.box.activity.Leases;
import dev.berth.box.activity.OutputWatch;
import dev.berth.box.activity.WorkMeter;
import dev.berth.box.attach.AttachDoor;
import dev.berth.box.face.FaceLedger;
import dev.berth.box.face.Faces;
import dev.berth.box.face.Tmux;
import dev.berth.box.gate.GateServer;
import dev.berth.box.gate.GrantGate;
import dev.berth.box.host.BootId;
import dev.berth.box.host.ClaudeProcess;
import dev.berth.box.host.ConfigFiles;
import dev.berth.box.host.ProcessTable;
import dev.berth.box.host.Settings;
import dev.berth.box.host.TtydProcesses;
import dev.berth.box.intake.Intake;
import dev.berth.box.intake.IntakeDesk;
import dev.berth.box.port.PortRelay;
import dev.berth.ttyd.BoxKey;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon of a box, put together. Two threads do everything: the event loop owns all state and all sockets, the worker runs what
 * blocks (tmux, files, processes).
 */
final class Boxd {

    private static final Logger log = LoggerFactory.getLogger(Boxd.class);
    private static final int CLAUDE_GROUP = 1000;

    private final Settings settings;
    private final BoxKey key;
    private final String version;
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ScheduledExecutorService worker =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(null, task, "worker", 256 * 1024));

    Boxd(Settings settings, BoxKey key, String version) {
        this.settings = settings;
        this.key = key;
        this.version = version;
    }

    /** Starts everything and returns, once the port is open, where that is. */
    InetSocketAddress start() throws IOException, InterruptedException {
        EventLoop loop = group.next();
        Path state = settings.workspace().resolve("system/state");
        String bootId = BootId.read(Path.of("/proc"));
        InstantSource clock = InstantSource.system();
        var claude = new ClaudeProcess();
        var faces = new Faces(new Tmux(claude), new FaceLedger(state.resolve("faces"), bootId));
        var book = new ActivityBook(
                new WorkMeter(settings.busyWindow(), settings.busyCpu()), new OutputWatch(settings.busyWindow()));
        var files =
                new ConfigFiles(settings.etc().resolve("config"), settings.etc().resolve("config.json"), CLAUDE_GROUP);
        var config = new CurrentConfig();
        files.last().ifPresent(config::set);

        var terminals = new Terminals(loop, worker, faces, book, Boxd::millis, config);
        var ttyds = new TtydProcesses(claude, worker, settings.run(), terminals::ttydDied);
        var tunnels = new PreviewTunnels();
        var desk = new IntakeDesk(
                new Intake<>(settings.reopenAfter()), loop, Boxd::millis, terminals::delivered, tunnels::close);
        terminals.wire(desk, ttyds);
        var calls = new ControlCalls(
                new ControlCalls.Identity(bootId, version),
                loop,
                worker,
                faces,
                terminals,
                desk,
                book,
                new Leases(state.resolve("leases")),
                files,
                config,
                () -> Files.exists(ttyds.writable()) && Files.exists(ttyds.readOnly()),
                clock,
                Boxd::millis);
        var sampler = new Sampler(
                loop, worker, faces, new ProcessTable(Path.of("/proc")), book, terminals, config, Boxd::millis);

        Runtime.getRuntime().addShutdownHook(new Thread(ttyds::stop, "stop"));
        worker.execute(ttyds::start);
        desk.start();
        sampler.start(settings.sample());
        var server = new GateServer(group);
        server.listenLocally(settings.run().resolve("boxd.sock"), calls::call, CLAUDE_GROUP);
        var at = server.listen(
                new InetSocketAddress("0.0.0.0", settings.port()),
                new GrantGate(key, clock, System::nanoTime),
                calls::call,
                new AttachDoor(terminals),
                new PortRelay(new Previews(desk, book, tunnels, Boxd::millis)));
        log.atInfo()
                .addKeyValue("bootId", bootId)
                .addKeyValue("keyId", key.keyId())
                .addKeyValue("version", version)
                .log("Ready on port " + at.getPort());
        return at;
    }

    /** Monotonic: a clock that is set, or a machine that slept, moves no age backwards. */
    private static long millis() {
        return System.nanoTime() / 1_000_000;
    }
}
