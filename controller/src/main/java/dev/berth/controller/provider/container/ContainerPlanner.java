package dev.berth.controller.provider.container;

import dev.berth.controller.provider.DriverPlan;
import dev.berth.controller.provider.Intent;
import dev.berth.controller.provider.Machine;
import dev.berth.controller.provider.MachineLabels;
import dev.berth.controller.provider.MachineRequest;
import dev.berth.controller.provider.MachineState;
import dev.berth.controller.provider.Observation;
import dev.berth.controller.provider.ProviderException;
import dev.berth.crd.Names;
import dev.berth.crd.NetworkMode;
import dev.berth.crd.VolumeOnDelete;
import java.time.Duration;
import java.util.Map;

/** Turns an intent and what was seen into one call. Pure. Network and volume belong to the computer, the container to the Instance. */
final class ContainerPlanner {

    /** Programs get this long to end; below the shortest deadline of the phase Stopping. */
    static final Duration GRACE = Duration.ofSeconds(10);

    /** More than one block may be held by something that no list of the engine shows. */
    private static final int CANDIDATES = 8;

    /** Blocks of the pool that the one shared network takes: a /24 where a computer's own is a /28. */
    private static final int SHARED_PREFIX = 24;

    private final SubnetPool pool;

    ContainerPlanner(SubnetPool pool) {
        this.pool = pool;
    }

    DriverPlan plan(Intent intent, MachineRequest request, Observation seen) {
        return switch (seen) {
            case Observation.Unknown unknown ->
                new DriverPlan.Await(unknown.cause().sentence());
            case Observation.Gone gone -> whenGone(intent, request, (ContainerResources) gone.resources());
            case Observation.Present present ->
                whenPresent(intent, request, present.machine(), (ContainerResources) present.resources());
        };
    }

    private DriverPlan whenGone(Intent intent, MachineRequest request, ContainerResources seen) {
        return switch (intent) {
            case Intent.Run _ -> make(request, seen);
            case Intent.Remove(var volume) -> clear(volume, request, seen);
            case Intent.Rest _, Intent.Sleep _, Intent.ColdStop _, Intent.Discard _ -> new DriverPlan.Settled();
        };
    }

    private DriverPlan whenPresent(Intent intent, MachineRequest request, Machine machine, ContainerResources seen) {
        var ref = request.ref();
        return switch (intent) {
            case Intent.Rest _ -> new DriverPlan.Settled();
            case Intent.Discard _, Intent.Remove _ -> call(new ContainerCall.RemoveContainer(ref, machine.id()));
            case Intent.Run _ -> run(request, machine, seen);
            case Intent.Sleep _ ->
                switch (machine.state()) {
                    case RUNNING -> call(new ContainerCall.Pause(ref, machine.id()));
                    case SUSPENDED, STOPPED, CREATED -> new DriverPlan.Settled();
                    case SETTLING -> settling();
                };
            case Intent.ColdStop(var force) ->
                switch (machine.state()) {
                    case RUNNING -> call(new ContainerCall.Stop(ref, machine.id(), force ? Duration.ZERO : GRACE));
                    // Podman refuses to stop what is paused, and nothing in it could end in an orderly way.
                    case SUSPENDED -> call(new ContainerCall.Unpause(ref, machine.id()));
                    case STOPPED, CREATED -> new DriverPlan.Settled();
                    case SETTLING -> settling();
                };
        };
    }

    private DriverPlan run(MachineRequest request, Machine machine, ContainerResources seen) {
        var ref = request.ref();
        return switch (machine.state()) {
            case RUNNING -> new DriverPlan.Settled();
            case SUSPENDED -> call(new ContainerCall.Unpause(ref, machine.id()));
            case SETTLING -> settling();
            case CREATED, STOPPED -> {
                if (seen.volume() != Ownership.OURS) yield volumeMissing(request);
                if (network(request, seen) != Ownership.OURS)
                    yield new DriverPlan.Replace("The container's network is gone, so it is made anew.");
                if (!machine.image().equals(request.image()))
                    yield new DriverPlan.Replace("The class or computer names another image.");
                if (!sameSize(machine, request))
                    yield new DriverPlan.Replace("The class or computer asks for another size.");
                yield machine.state() == MachineState.CREATED
                        ? call(new ContainerCall.FirstStart(ref, machine.id(), machine.keyId()))
                        : call(new ContainerCall.Start(ref, machine.id()));
            }
        };
    }

    private DriverPlan make(MachineRequest request, ContainerResources seen) {
        var ref = request.ref();
        if (seen.container() == Ownership.FOREIGN) return foreign("container", ref.machineName());
        if (seen.volume() == Ownership.FOREIGN) return foreign("volume", seen.volumeName());
        if (seen.volume() == Ownership.ABSENT && request.volumeExpected()) return volumeMissing(request);
        return switch (network(request, seen)) {
            case FOREIGN -> foreign("network", networkName(request));
            case ABSENT -> makeNetwork(request, seen);
            case OURS ->
                seen.volume() == Ownership.ABSENT
                        ? call(new ContainerCall.EnsureVolume(ref, seen.volumeName(), MachineLabels.computer(ref)))
                        : call(new ContainerCall.CreateContainer(
                                ref,
                                request.className(),
                                Blueprint.of(
                                        request,
                                        networkName(request),
                                        seen.traits().reach())));
        };
    }

    private DriverPlan makeNetwork(MachineRequest request, ContainerResources seen) {
        var ref = request.ref();
        boolean shared = request.network() == NetworkMode.SHARED;
        var blocks = shared
                ? new SubnetPool(
                        pool.range(), Math.max(SHARED_PREFIX, pool.range().prefix()))
                : pool;
        var free = blocks.free(shared ? ref.cluster() : ref.computerUid(), seen.taken(), CANDIDATES);
        if (free.isEmpty())
            return new DriverPlan.Refuse(new ProviderException.NoCapacity(
                    "All networks of " + pool.range()
                            + " are in use on this host; delete computers or give containers a larger network.",
                    false,
                    null));
        var labels = shared ? Map.of(MachineLabels.CLUSTER, ref.cluster()) : MachineLabels.computer(ref);
        return call(new ContainerCall.EnsureNetwork(
                ref, networkName(request), labels, networkOptions(seen.traits(), shared), free));
    }

    private DriverPlan clear(VolumeOnDelete policy, MachineRequest request, ContainerResources seen) {
        var ref = request.ref();
        if (seen.network() == Ownership.OURS)
            return call(new ContainerCall.RemoveNetwork(ref, Names.containerNetwork(ref.computerUid())));
        if (policy == VolumeOnDelete.DELETE && seen.volume() == Ownership.OURS)
            return call(new ContainerCall.RemoveVolume(ref, seen.volumeName()));
        return new DriverPlan.Settled();
    }

    /** The one network of a class whose boxes reach each other. */
    static String sharedNetworkName(String cluster) {
        return "berth-" + cluster;
    }

    private static String networkName(MachineRequest request) {
        return request.network() == NetworkMode.SHARED
                ? sharedNetworkName(request.ref().cluster())
                : Names.containerNetwork(request.ref().computerUid());
    }

    private static Ownership network(MachineRequest request, ContainerResources seen) {
        return request.network() == NetworkMode.SHARED ? seen.sharedNetwork() : seen.network();
    }

    // Docker's bridges are cut off from each other by the engine; Podman's only with this option, which its Docker API
    // applies although it answers with a warning.
    private static Map<String, String> networkOptions(EngineTraits traits, boolean shared) {
        if (traits.isolateOption()) return Map.of("isolate", "true");
        return Map.of("com.docker.network.bridge.enable_icc", Boolean.toString(shared));
    }

    private static boolean sameSize(Machine machine, MachineRequest request) {
        return Blueprint.memoryBytes(machine.size()) == Blueprint.memoryBytes(request.size())
                && Blueprint.cpus(machine.size()) == Blueprint.cpus(request.size());
    }

    private static DriverPlan call(ContainerCall call) {
        return new DriverPlan.Do(call);
    }

    private static DriverPlan settling() {
        return new DriverPlan.Await("The container engine is still changing the container's state.");
    }

    private static DriverPlan foreign(String what, String name) {
        return new DriverPlan.Refuse(new ProviderException.Rejected(
                "A " + what + " named " + name
                        + " exists in the container engine and is not Berth's; rename or remove it, then it goes on by itself.",
                null));
    }

    private static DriverPlan volumeMissing(MachineRequest request) {
        return new DriverPlan.Refuse(new ProviderException.VolumeMissing("The volume of computer "
                + request.ref().computer()
                + " is gone from the container engine; restore a backup into a new computer, or delete this one."));
    }
}
