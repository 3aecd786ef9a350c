package dev.berth.e2e.api.controller;

import dev.berth.controller.provider.Account;
import dev.berth.controller.provider.BoxAnswer;
import dev.berth.controller.provider.BoxLink;
import dev.berth.controller.provider.CallOutcome;
import dev.berth.controller.provider.Driver;
import dev.berth.controller.provider.DriverPlan;
import dev.berth.controller.provider.Fence;
import dev.berth.controller.provider.Intent;
import dev.berth.controller.provider.Listing;
import dev.berth.controller.provider.Machine;
import dev.berth.controller.provider.MachineRef;
import dev.berth.controller.provider.MachineRequest;
import dev.berth.controller.provider.MachineState;
import dev.berth.controller.provider.Observation;
import dev.berth.controller.provider.ProviderCall;
import dev.berth.controller.provider.Resources;
import dev.berth.crd.Addresses;
import dev.berth.crd.Capabilities;
import dev.berth.crd.ProviderKind;
import dev.berth.crd.VolumeStatus;
import dev.berth.ttyd.BoxActivity;
import dev.berth.ttyd.BoxConfig;
import dev.berth.ttyd.BoxSessions;
import dev.berth.ttyd.LeaseRequest;
import dev.berth.ttyd.OpenAnswer;
import dev.berth.ttyd.Quiesce;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** Machines in memory, shared by all replicas of a test as a cloud would be. What is claimed with it is about the API server, not about machines. */
final class MemoryDriver implements Driver {

    record Call(MachineRef ref, String op, MachineRequest request) implements ProviderCall {}

    private record Volume(List<VolumeStatus> volumes) implements Resources {}

    private final Map<String, Machine> machines = new ConcurrentHashMap<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    /** Runs on the way to each call, before its fence: where a process may be stopped. */
    final AtomicReference<Runnable> onTheWay = new AtomicReference<>(() -> {});

    long count(String op) {
        return calls.stream().filter(op::equals).count();
    }

    List<Machine> machines() {
        return List.copyOf(machines.values());
    }

    @Override
    public ProviderKind kind() {
        return ProviderKind.CONTAINER;
    }

    @Override
    public Observation observe(MachineRef ref) {
        var machine = machines.get(ref.machineName());
        var volume = new Volume(List.of(new VolumeStatus("v-" + ref.computerUid(), "v")));
        return machine == null ? new Observation.Gone(volume) : new Observation.Present(machine, volume);
    }

    @Override
    public DriverPlan plan(Intent intent, MachineRequest request, Observation seen) {
        return switch (seen) {
            case Observation.Unknown unknown -> new DriverPlan.Refuse(unknown.cause());
            case Observation.Gone _ ->
                intent instanceof Intent.Run ? call(request, "create") : new DriverPlan.Settled();
            case Observation.Present present ->
                forMachine(intent, request, present.machine().state());
        };
    }

    private static DriverPlan forMachine(Intent intent, MachineRequest request, MachineState state) {
        return switch (intent) {
            case Intent.Rest _ -> new DriverPlan.Settled();
            case Intent.Run _ ->
                switch (state) {
                    case RUNNING -> new DriverPlan.Settled();
                    case SUSPENDED -> call(request, "unpause");
                    case CREATED, STOPPED -> call(request, "start");
                    case SETTLING -> new DriverPlan.Await("it settles");
                };
            case Intent.Sleep _ -> state == MachineState.RUNNING ? call(request, "pause") : new DriverPlan.Settled();
            case Intent.ColdStop _ -> state == MachineState.STOPPED ? new DriverPlan.Settled() : call(request, "stop");
            case Intent.Discard _, Intent.Remove _ -> call(request, "remove");
        };
    }

    private static DriverPlan call(MachineRequest request, String op) {
        return new DriverPlan.Do(new Call(request.ref(), op, request));
    }

    @Override
    public CallOutcome perform(ProviderCall call, Fence fence) {
        var todo = (Call) call;
        onTheWay.get().run();
        fence.pass();
        calls.add(todo.op());
        var name = todo.ref().machineName();
        switch (todo.op()) {
            case "create" -> machines.putIfAbsent(name, machine(todo, MachineState.CREATED));
            case "start", "unpause" -> machines.computeIfPresent(name, (_, _) -> machine(todo, MachineState.RUNNING));
            case "pause" -> machines.computeIfPresent(name, (_, _) -> machine(todo, MachineState.SUSPENDED));
            case "stop" -> machines.computeIfPresent(name, (_, _) -> machine(todo, MachineState.STOPPED));
            case "remove" -> machines.remove(name);
            default -> throw new AssertionError(todo.op());
        }
        return new CallOutcome(observe(todo.ref()), List.of());
    }

    private static Machine machine(Call call, MachineState state) {
        return new Machine(
                "m-" + call.ref().machineName(),
                call.ref(),
                state,
                "local",
                call.request().keyId(),
                new Addresses("10.0.0.2", null, null),
                7681,
                Instant.EPOCH,
                call.request().image(),
                call.request().size());
    }

    @Override
    public boolean replays() {
        return false;
    }

    @Override
    public Capabilities capabilities(MachineRequest request) {
        return new Capabilities(true, true);
    }

    @Override
    public BoxLink link(Machine machine) {
        return new Box();
    }

    @Override
    public Listing listAll(Account account) {
        return new Listing.Complete(List.copyOf(machines.values()));
    }

    /** A box that is always idle and always agrees. */
    private static final class Box implements BoxLink {

        @Override
        public BoxAnswer<BoxActivity> activity() {
            return new BoxAnswer.Answered<>(new BoxActivity("b1", "0.1.0", 1, -1, -1, List.of(), List.of(), List.of()));
        }

        @Override
        public BoxAnswer<BoxSessions> sessions() {
            return new BoxAnswer.Answered<>(new BoxSessions("b1", List.of()));
        }

        @Override
        public BoxAnswer<Accepted> config(BoxConfig config) {
            return new BoxAnswer.Answered<>(new Accepted());
        }

        @Override
        public BoxAnswer<Accepted> quiesce(Quiesce quiesce) {
            return new BoxAnswer.Answered<>(new Accepted());
        }

        @Override
        public BoxAnswer<Accepted> lease(LeaseRequest lease) {
            return new BoxAnswer.Answered<>(new Accepted());
        }

        @Override
        public BoxAnswer<OpenAnswer> open() {
            return new BoxAnswer.Answered<>(new OpenAnswer("b1", "0.1.0"));
        }
    }
}
