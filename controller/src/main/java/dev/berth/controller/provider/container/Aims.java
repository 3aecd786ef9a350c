package dev.berth.controller.provider.container;

import dev.berth.controller.provider.MachineState;
import dev.berth.controller.provider.Observation;

/** Whether what a call was for is so, whoever did it. Pure. */
final class Aims {

    private Aims() {}

    static boolean reached(ContainerCall call, Observation seen) {
        return switch (seen) {
            case Observation.Unknown _ -> false;
            case Observation.Gone(var resources) -> withoutMachine(call, (ContainerResources) resources);
            case Observation.Present(var machine, var resources) ->
                withMachine(call, machine.state(), (ContainerResources) resources);
        };
    }

    private static boolean withoutMachine(ContainerCall call, ContainerResources seen) {
        return switch (call) {
            case ContainerCall.EnsureNetwork it -> network(it, seen);
            case ContainerCall.EnsureVolume _ -> seen.volume() == Ownership.OURS;
            case ContainerCall.RemoveContainer _ -> true;
            case ContainerCall.RemoveNetwork _ -> seen.network() == Ownership.ABSENT;
            case ContainerCall.RemoveVolume _ -> seen.volume() == Ownership.ABSENT;
            case ContainerCall.CreateContainer _,
                    ContainerCall.FirstStart _,
                    ContainerCall.Start _,
                    ContainerCall.Pause _,
                    ContainerCall.Unpause _,
                    ContainerCall.Stop _ -> false;
        };
    }

    private static boolean withMachine(ContainerCall call, MachineState state, ContainerResources seen) {
        return switch (call) {
            case ContainerCall.EnsureNetwork it -> network(it, seen);
            case ContainerCall.EnsureVolume _ -> seen.volume() == Ownership.OURS;
            case ContainerCall.CreateContainer _ -> true;
            case ContainerCall.FirstStart _, ContainerCall.Start _, ContainerCall.Unpause _ ->
                state == MachineState.RUNNING;
            case ContainerCall.Pause _ -> state == MachineState.SUSPENDED;
            case ContainerCall.Stop _ -> state == MachineState.STOPPED;
            case ContainerCall.RemoveContainer _, ContainerCall.RemoveNetwork _, ContainerCall.RemoveVolume _ -> false;
        };
    }

    private static boolean network(ContainerCall.EnsureNetwork call, ContainerResources seen) {
        var shared =
                call.name().equals(ContainerPlanner.sharedNetworkName(call.ref().cluster()));
        return (shared ? seen.sharedNetwork() : seen.network()) == Ownership.OURS;
    }
}
