package dev.berth.stack.command;

import dev.berth.stack.StackFolder;
import dev.berth.stack.cluster.ControlPlane;
import dev.berth.stack.cluster.KubeTools;
import dev.berth.stack.engine.Engine;
import dev.berth.stack.engine.OwnPodman;
import dev.berth.stack.process.HttpProbe;
import dev.berth.stack.process.LoopbackPorts;
import dev.berth.stack.process.ProcessIdentity;
import dev.berth.stack.process.Running;
import dev.berth.stack.voice.Voice;
import dev.berth.stack.voice.Words;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code ./berth down}: ends all of a stack in order, and counts what is left. Data stays unless it is purged. */
final class Down {

    private static final Duration OWNER_LEAVES_WITHIN = Duration.ofSeconds(5);

    private final Invocation invocation;
    private final boolean purge;
    private final Voice voice;

    Down(Invocation invocation, boolean purge) {
        this.invocation = invocation;
        this.purge = purge;
        this.voice = invocation.voice();
    }

    /** Whether there is anything to stop. */
    static boolean somethingRuns(Invocation invocation) {
        return StackRecord.read(invocation.folder()).isPresent()
                || !invocation.programs().running().isEmpty();
    }

    /** Stops and returns true when nothing is left. */
    boolean run() throws InterruptedException {
        Optional<StackRecord> record = StackRecord.read(invocation.folder());
        if (!somethingRuns(invocation)) {
            if (purge) {
                purgeData();
            }
            voice.say(voice.words().nothingWasRunning());
            return true;
        }
        long began = System.nanoTime();
        List<Integer> ports = ports(record);
        Optional<Engine> engine = record.map(StackRecord::engine);
        voice.step("proxy", progress -> {
            progress.at("closing terminals");
            return stopProxy(record);
        });
        voice.step("computers", progress -> {
            progress.at("stopping");
            return stopComputers(engine);
        });
        voice.step("control plane", progress -> {
            progress.at("stopping");
            return stopControlPlane(record);
        });
        if (purge) {
            voice.step("data", progress -> {
                engine.ifPresent(
                        known -> known.removeVolumes(invocation.folder().cluster()));
                purgeData();
                return "removed";
            });
        }
        StackRecord.forget(invocation.folder());
        waitForOwner(record);
        Words.Left left = left(engine, ports);
        voice.say(voice.words().down(left, Duration.ofNanos(System.nanoTime() - began)));
        return left.nothing();
    }

    private String stopProxy(Optional<StackRecord> record) {
        if (invocation.programs().find(BerthPrograms.PROXY).isEmpty()) {
            return "was not running";
        }
        int terminals =
                record.map(known -> openTerminals(known.health().proxy())).orElse(0);
        invocation.programs().stop(BerthPrograms.PROXY, RunningStack.PROXY_GRACE);
        return switch (terminals) {
            case 0 -> "stopped, no terminal was open";
            case 1 -> "1 terminal told to come back later";
            default -> terminals + " terminals told to come back later";
        };
    }

    private String stopComputers(Optional<Engine> engine) {
        // The controller first: it would make them anew.
        invocation.programs().stop(BerthPrograms.CONTROLLER, RunningStack.CONTROLLER_GRACE);
        String cluster = invocation.folder().cluster();
        List<String> computers = engine.map(known -> known.computers(cluster)).orElse(List.of());
        engine.ifPresent(known -> known.removeMachines(cluster));
        // Also where an up was interrupted before it had written down what it uses.
        OwnPodman.stop(invocation.programs(), invocation.folder());
        if (computers.isEmpty()) {
            return "none was running";
        }
        String files = purge ? " files removed" : " files kept";
        return String.join(", ", computers) + " stopped, " + (computers.size() == 1 ? "its" : "their") + files;
    }

    private String stopControlPlane(Optional<StackRecord> record) {
        if (record.isPresent() && !record.get().kubeconfig().isEmpty()) {
            return "controller stopped, the cluster stays as it is";
        }
        ControlPlane.stop(controlPlane());
        return "etcd, api server, controller stopped";
    }

    private void purgeData() {
        StackFolder folder = invocation.folder();
        StackFolder.remove(folder.data());
        StackFolder.remove(folder.run());
        try {
            Files.deleteIfExists(folder.kubeconfig());
        } catch (java.io.IOException refused) {
            throw new java.io.UncheckedIOException(refused);
        }
    }

    /** An {@code up} in another terminal sees that its record is gone, and leaves. */
    private void waitForOwner(Optional<StackRecord> record) {
        record.flatMap(known -> ProcessIdentity.parse(known.owner()))
                .filter(owner -> !owner.equals(ProcessIdentity.self()))
                .ifPresent(owner -> new Running("up", owner).endsWithin(OWNER_LEAVES_WITHIN));
    }

    private Words.Left left(Optional<Engine> engine, List<Integer> ports) {
        int containers = engine.map(
                        known -> known.containers(invocation.folder().cluster()).size()
                                + known.networks(invocation.folder().cluster()).size())
                .orElse(0);
        int listening =
                (int) ports.stream().filter(port -> !LoopbackPorts.isFree(port)).count();
        return new Words.Left(invocation.programs().running().size(), containers, listening);
    }

    private List<Integer> ports(Optional<StackRecord> record) {
        List<Integer> ports = new ArrayList<>();
        record.ifPresent(known -> {
            ports.add(known.port());
            ports.add(known.health().controller());
            ports.add(known.health().proxy());
        });
        ControlPlane.find(controlPlane()).ifPresent(plane -> ports.addAll(plane.ports()));
        return ports;
    }

    private ControlPlane.Options controlPlane() {
        Path cache = invocation.cache().path();
        return RunningStack.controlPlane(invocation, KubeTools.inCache(cache));
    }

    /** From the proxy's own count; 0 where it does not say. */
    static int openTerminals(int healthPort) {
        return terminals(HttpProbe.get(healthPort, "127.0.0.1", "/metrics").body());
    }

    /** Sum of all {@code berth_terminals_open} lines of a Prometheus page. */
    static int terminals(String metrics) {
        return (int) metrics.lines()
                .filter(line -> line.matches("berth_terminals_open(\\{.*})? .*"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
