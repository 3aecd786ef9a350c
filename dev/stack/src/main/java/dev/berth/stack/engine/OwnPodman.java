package dev.berth.stack.engine;

import dev.berth.stack.StackFolder;
import dev.berth.stack.process.LogTail;
import dev.berth.stack.process.Program;
import dev.berth.stack.process.Programs;
import dev.berth.stack.process.Running;
import dev.berth.stack.process.StartFailed;
import dev.berth.stack.process.Tool;
import dev.berth.stack.tools.CacheFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Podman with a service, a configuration and a state of the stack's own; only images and networks are shared by stacks. */
public final class OwnPodman {

    /** Its pid file's name. */
    public static final String PROGRAM = "engine";

    /**
     * Podman lowers its own limit before it starts a container, so that the whole of ours cannot be given on. Counted per
     * user over all boxes; what one box may have is its class's affair.
     */
    private static final long PROCESSES = 16_384;

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(20);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration PING = Duration.ofSeconds(2);

    private final StackFolder folder;
    private final CacheFolder cache;
    private final Programs programs;
    private final Path podman;

    public OwnPodman(StackFolder folder, CacheFolder cache, Programs programs, Path podman) {
        this.folder = folder;
        this.cache = cache;
        this.programs = programs;
        this.podman = podman;
    }

    /**
     * The engine; its service is started if it does not answer.
     *
     * @throws StartFailed with the sentence for the person
     */
    public Engine start() throws InterruptedException {
        Engine engine = engine();
        if (programs.find(PROGRAM).isPresent() && engine.socket().answers(PING)) {
            return engine;
        }
        stop(programs, folder);
        Path socket = socket();
        write(configuration());
        Path log = folder.log().resolve(PROGRAM + ".log");
        Running service = programs.start(new Program(
                PROGRAM,
                List.of(podman.toString(), "system", "service", "--time=0", "unix://" + socket),
                environment(),
                log));
        long until = System.nanoTime() + ANSWERS_WITHIN.toNanos();
        while (!engine.socket().answers(PING)) {
            if (!service.alive() || System.nanoTime() > until) {
                service.stop(Duration.ofSeconds(1));
                throw new StartFailed("podman's service did not answer: " + LogTail.lastWords(log));
            }
            Thread.sleep(LOOK_AGAIN);
        }
        new BoxFence(folder).hold();
        return engine;
    }

    /** Ends the service of a folder's stack and all that {@link #start} did for it; nothing happens where none runs. */
    public static void stop(Programs programs, StackFolder folder) {
        programs.stop(PROGRAM, STOPS_WITHIN);
        new BoxFence(folder).release();
    }

    /** The engine as it is when its service runs. */
    public Engine engine() {
        String version = Tool.ask(Duration.ofSeconds(10), Map.of(), List.of(podman.toString(), "--version"));
        return new Engine(
                version.strip().replace(" version", ""),
                EngineSocket.of(socket()),
                List.of(podman.toString()),
                environment());
    }

    private Map<String, String> environment() {
        return Map.of(
                "CONTAINERS_CONF", folder.run().resolve("containers.conf").toString(),
                "CONTAINERS_STORAGE_CONF", folder.run().resolve("storage.conf").toString());
    }

    private Path socket() {
        return folder.socket("engine.sock");
    }

    private ContainersConf configuration() {
        HostLimits limits = HostLimits.ofThisHost();
        Path store = cache.path().resolve("engine");
        return new ContainersConf(
                limits.systemd() ? ContainersConf.Cgroups.SYSTEMD : ContainersConf.Cgroups.CGROUPFS,
                limits.hybridCgroups(),
                limits.openFiles(),
                Math.min(limits.processes(), PROCESSES),
                store.resolve("images"),
                store.resolve("networks"),
                folder.data().resolve("engine"),
                folder.data().resolve("volumes"),
                StackFolder.shortFolder(StackFolder.hash(folder.path().toString()))
                        .resolve("libpod"),
                StackFolder.shortFolder(StackFolder.hash(store.toString())).resolve("images"));
    }

    private void write(ContainersConf conf) {
        try {
            Files.createDirectories(folder.run());
            Files.createDirectories(folder.data());
            Files.createDirectories(conf.networks());
            Path socketFolder = socket().getParent();
            if (socketFolder != null) {
                Files.createDirectories(socketFolder);
            }
            Files.deleteIfExists(socket());
            Files.writeString(folder.run().resolve("containers.conf"), conf.containers());
            Files.writeString(folder.run().resolve("storage.conf"), conf.storage());
        } catch (IOException refused) {
            throw new UncheckedIOException("Cannot write the configuration of the container engine", refused);
        }
    }
}
