package dev.berth.controller.instance;

import dev.berth.controller.provider.Account;
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
import dev.berth.controller.provider.ProviderException;
import dev.berth.controller.provider.Resources;
import dev.berth.crd.Addresses;
import dev.berth.crd.Capabilities;
import dev.berth.crd.CpuKind;
import dev.berth.crd.MachineSize;
import dev.berth.crd.ProviderKind;
import dev.berth.crd.VolumeStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A provider in memory that can be slow, deaf, lossy or full, and that checks what is asked of it. */
final class FakeProvider implements Driver {

    /** What goes wrong with one exchange. */
    enum Trouble {
        NONE,
        /** Not reached, nothing done. */
        UNREACHABLE,
        /** Done, and the answer lost. */
        LOST,
        /** Done a few seconds later, and the answer lost. A create is done before its caller gives up: engines make a container while the request lasts. */
        LATE,
        /** The process dies before the call. */
        CRASH_BEFORE,
        /** The process dies after the call. */
        CRASH_AFTER
    }

    /** The process dies here. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }

    record Call(MachineRef ref, String op, String image) implements ProviderCall {}

    record Nothing() implements Resources {
        @Override
        public List<VolumeStatus> volumes() {
            return List.of();
        }
    }

    private record Later(Instant at, Runnable work) {}

    private final World world;
    private final Map<String, FakeMachine> machines = new LinkedHashMap<>();
    private final List<Later> later = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    final List<String> violations = new ArrayList<>();
    Supplier<Trouble> trouble = () -> Trouble.NONE;
    Supplier<Boolean> blind = () -> false;

    @Nullable
    ProviderException refusal;

    boolean mute;
    boolean busy;
    Duration bootTime = Duration.ofSeconds(1);
    private boolean lastLookFailed;

    FakeProvider(World world) {
        this.world = world;
    }

    void tick() {
        var due = later.stream().filter(it -> !it.at().isAfter(world.instant())).toList();
        later.removeAll(due);
        due.forEach(it -> it.work().run());
    }

    List<MachineState> states() {
        return machines.values().stream().map(fake -> fake.state).toList();
    }

    /** Somebody at the provider's console. */
    void byHand(MachineState state) {
        machines.values().forEach(fake -> {
            fake.state = state;
            if (state == MachineState.RUNNING) fake.startedAt = world.instant();
        });
    }

    void destroyedByHand() {
        machines.clear();
    }

    long count(String op) {
        return calls.stream().filter(op::equals).count();
    }

    @Override
    public ProviderKind kind() {
        return ProviderKind.CONTAINER;
    }

    @Override
    public Observation observe(MachineRef ref) {
        lastLookFailed = blind.get();
        if (lastLookFailed)
            return new Observation.Unknown(new ProviderException.Unreachable(
                    "The container engine does not answer; it is asked again.", null));
        return look(ref);
    }

    private Observation look(MachineRef ref) {
        var fake = machines.get(ref.machineName());
        return fake == null
                ? new Observation.Gone(new Nothing())
                : new Observation.Present(machine(fake), new Nothing());
    }

    private static Machine machine(FakeMachine fake) {
        return new Machine(
                "id-" + fake.ref.launch(),
                fake.ref,
                fake.state,
                "local",
                "k1",
                new Addresses("10.0.0.2", null, null),
                7681,
                fake.startedAt,
                fake.image,
                new MachineSize(CpuKind.SHARED, 1, new Quantity("1Gi"), new Quantity("0")));
    }

    @Override
    public DriverPlan plan(Intent intent, MachineRequest request, Observation seen) {
        return switch (seen) {
            case Observation.Unknown unknown -> new DriverPlan.Refuse(unknown.cause());
            case Observation.Gone _ ->
                switch (intent) {
                    case Intent.Run _ -> call(request, "create");
                    case Intent.Rest _, Intent.Sleep _, Intent.ColdStop _, Intent.Discard _, Intent.Remove _ ->
                        new DriverPlan.Settled();
                };
            case Observation.Present present -> forMachine(intent, request, present.machine());
        };
    }

    private static DriverPlan forMachine(Intent intent, MachineRequest request, Machine machine) {
        var state = machine.state();
        return switch (intent) {
            case Intent.Rest _ -> new DriverPlan.Settled();
            case Intent.Run _ ->
                switch (state) {
                    case RUNNING -> new DriverPlan.Settled();
                    case SUSPENDED -> call(request, "unpause");
                    case CREATED, STOPPED ->
                        machine.image().equals(request.image())
                                ? call(request, "start")
                                : new DriverPlan.Replace("another image");
                    case SETTLING -> new DriverPlan.Await("it settles");
                };
            case Intent.Sleep _ -> state == MachineState.RUNNING ? call(request, "pause") : new DriverPlan.Settled();
            case Intent.ColdStop _ ->
                state == MachineState.STOPPED || state == MachineState.CREATED
                        ? new DriverPlan.Settled()
                        : call(request, "stop");
            case Intent.Discard _, Intent.Remove _ -> call(request, "remove");
        };
    }

    private static DriverPlan call(MachineRequest request, String op) {
        return new DriverPlan.Do(new Call(request.ref(), op, request.image()));
    }

    @Override
    public CallOutcome perform(ProviderCall call, Fence fence) {
        var todo = (Call) call;
        var kind = trouble.get();
        if (kind == Trouble.CRASH_BEFORE) throw new Crash();
        fence.pass();
        if (refusal != null) throw refusal;
        if (lastLookFailed) violations.add(todo.op() + " after a look that failed");
        switch (kind) {
            case UNREACHABLE ->
                throw new ProviderException.Unreachable(
                        "The container engine does not answer; it is asked again.", null);
            case LATE -> {
                later.add(new Later(world.instant().plusSeconds(3), () -> carryOut(todo)));
                if (todo.op().equals("create")) world.pass(Duration.ofSeconds(4));
                throw new ProviderException.Ambiguous("The container engine gave no answer; it is looked at.", null);
            }
            case LOST -> {
                carryOut(todo);
                throw new ProviderException.Ambiguous("The container engine gave no answer; it is looked at.", null);
            }
            case CRASH_AFTER -> {
                carryOut(todo);
                throw new Crash();
            }
            case NONE, CRASH_BEFORE -> carryOut(todo);
        }
        return new CallOutcome(look(todo.ref()), List.of());
    }

    private void carryOut(Call call) {
        var name = call.ref().machineName();
        var fake = machines.get(name);
        calls.add(call.op());
        switch (call.op()) {
            case "create" -> machines.putIfAbsent(name, new FakeMachine(call.ref(), call.image()));
            case "start", "unpause" -> {
                if (fake == null) return;
                boolean cold = fake.state != MachineState.SUSPENDED;
                if (fake.state != MachineState.RUNNING) fake.startedAt = world.instant();
                if (cold) fake.intake = false;
                fake.state = MachineState.RUNNING;
            }
            case "pause" -> {
                if (fake == null) return;
                if (fake.state == MachineState.RUNNING) fake.state = MachineState.SUSPENDED;
            }
            case "stop" -> {
                if (fake != null) fake.state = MachineState.STOPPED;
            }
            case "remove" -> machines.remove(name);
            default -> throw new AssertionError(call.op());
        }
        if (machines.size() > 1) violations.add(machines.size() + " machines of one Instance after " + call.op());
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
    public Listing listAll(Account account) {
        return new Listing.Complete(List.of());
    }

    @Override
    public BoxLink link(Machine machine) {
        return new FakeBox(this, machines.get(machine.ref().machineName()));
    }

    /** Whether the box of this machine is up; null has none. */
    boolean answers(@Nullable FakeMachine fake) {
        return fake != null
                && !mute
                && fake.state == MachineState.RUNNING
                && !fake.startedAt.plus(bootTime).isAfter(world.instant());
    }

    boolean intakeOpen() {
        return machines.values().stream().allMatch(fake -> fake.intake);
    }
}
