package dev.berth.stack.engine;

import dev.berth.stack.StackFolder;
import dev.berth.stack.process.Programs;
import dev.berth.stack.process.StartFailed;
import dev.berth.stack.process.Tool;
import dev.berth.stack.tools.CacheFolder;
import dev.berth.stack.tools.Failures;
import dev.berth.stack.tools.Host;
import dev.berth.stack.tools.Packages;
import dev.berth.stack.voice.Failure;
import dev.berth.stack.voice.StepFailed;
import dev.berth.stack.voice.Voice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds a container engine: the one that $DOCKER_HOST names, else a Podman of our own, else a Docker that answers, else installs Podman. */
public final class EngineFinder {

    private static final Duration PING = Duration.ofSeconds(3);
    private static final String DOCKER_SOCKET = "/var/run/docker.sock";

    /** An engine, and what was done to have it. */
    public record Found(Engine engine, String how) {

        /** For the step's line. */
        public String detail() {
            return engine.name() + how;
        }
    }

    private final Host host;
    private final Packages packages;
    private final StackFolder folder;
    private final CacheFolder cache;

    public EngineFinder(Host host, Packages packages, StackFolder folder, CacheFolder cache) {
        this.host = host;
        this.packages = packages;
        this.folder = folder;
        this.cache = cache;
    }

    /**
     * The engine, running.
     *
     * @param verb what to run again, for the sentences
     * @throws StepFailed when there is none and none may be installed
     */
    public Found find(String verb, Voice.Progress progress) throws InterruptedException {
        String named = host.environment().getOrDefault("DOCKER_HOST", "");
        if (!named.isBlank()) {
            return new Found(named(named, verb), "");
        }
        if (host.linux() && host.onPath("podman").isPresent()) {
            List<String> missing = missingParts();
            if (!missing.isEmpty()) {
                packages.install(missing, new StepFailed(Failures.packages(missing, verb)), progress);
            }
            String how = missing.isEmpty() ? "" : ", " + String.join(", ", missing) + " installed with apt";
            return new Found(own(), how);
        }
        EngineSocket docker = new EngineSocket("unix://" + DOCKER_SOCKET);
        if (Files.exists(Path.of(DOCKER_SOCKET)) && docker.answers(PING)) {
            return new Found(reached(docker), "");
        }
        if (!host.linux() || !packages.mayInstall()) {
            throw new StepFailed(Failures.noEngine(verb));
        }
        List<String> wanted = new ArrayList<>(List.of("podman"));
        wanted.addAll(missingParts());
        packages.install(wanted, new StepFailed(Failures.noEngine(verb)), progress);
        return new Found(own(), ", installed with apt");
    }

    private Engine own() throws InterruptedException {
        Path podman = host.onPath("podman").orElseThrow();
        try {
            return new OwnPodman(folder, cache, new Programs(folder.run()), podman).start();
        } catch (StartFailed failed) {
            throw new StepFailed(Failures.tool(
                    "podman does not answer",
                    List.of(),
                    String.valueOf(failed.getMessage()),
                    folder.log().resolve("engine.log")));
        }
    }

    private Engine named(String address, String verb) {
        EngineSocket socket = new EngineSocket(address);
        if (!socket.answers(PING)) {
            throw new StepFailed(new Failure(
                    "nothing answers at DOCKER_HOST",
                    List.of(new dev.berth.stack.voice.Block.Paragraph("DOCKER_HOST is " + address
                            + ", and no engine answers there. Start it, or unset DOCKER_HOST, then run ./berth " + verb
                            + " again.")),
                    "no engine answers at DOCKER_HOST " + address
                            + ". Start it, or unset DOCKER_HOST, then run ./berth " + verb + " again.",
                    Failures.SOMETHING_MISSING));
        }
        return reached(socket);
    }

    /** The engine is somebody else's: it is reached with whatever command line is there, and never stopped. */
    private Engine reached(EngineSocket socket) {
        Optional<Path> docker = host.onPath("docker");
        List<String> cli = docker.isPresent()
                ? List.of(docker.get().toString())
                : List.of(
                        host.onPath("podman").map(Path::toString).orElse("podman"), "--remote", "--url", socket.uri());
        Map<String, String> environment = docker.isPresent() ? Map.of("DOCKER_HOST", socket.uri()) : Map.of();
        List<String> question = new ArrayList<>(cli);
        question.addAll(List.of("version", "--format", "{{.Server.Version}}"));
        String version = Tool.ask(Duration.ofSeconds(10), environment, question).strip();
        return new Engine(("docker " + version).strip(), socket, cli, environment);
    }

    /** What Podman needs beside itself, and only recommends. */
    private List<String> missingParts() {
        List<String> missing = new ArrayList<>();
        boolean netavark = Stream.of("/usr/lib/podman/netavark", "/usr/libexec/podman/netavark")
                .anyMatch(file -> Files.isExecutable(Path.of(file)));
        if (!netavark) {
            missing.add("netavark");
        }
        if (HostLimits.ofThisHost().hybridCgroups() && host.onPath("runc").isEmpty()) {
            missing.add("runc");
        }
        boolean init = Stream.of("/usr/libexec/podman/catatonit", "/usr/bin/catatonit")
                .anyMatch(file -> Files.isExecutable(Path.of(file)));
        if (!init) {
            missing.add("catatonit");
        }
        // Netavark 1.4 speaks to nothing else, and so does the fence between boxes.
        if (host.onPath("iptables").isEmpty() && !Files.isExecutable(Path.of("/usr/sbin/iptables"))) {
            missing.add("iptables");
        }
        return missing;
    }
}
