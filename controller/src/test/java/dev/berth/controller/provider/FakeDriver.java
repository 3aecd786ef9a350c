package dev.berth.controller.provider;

import dev.berth.crd.Capabilities;
import dev.berth.crd.ProviderKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** A driver whose answers a test writes down; the last one stays. */
final class FakeDriver implements Driver {

    static final Account ACCOUNT = new Account(ProviderKind.CONTAINER, "here");
    static final MachineRef REF = new MachineRef(
            ACCOUNT,
            "berth",
            "calm-meadow",
            "0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9",
            "f9e8d7c6-b5a4-4938-a271-605f4e3d2c1b",
            1);

    record Nap(MachineRef ref) implements ProviderCall {
        @Override
        public String op() {
            return "nap";
        }
    }

    int looks;
    int performed;
    final Deque<Observation> observations = new ArrayDeque<>();
    final Deque<Listing> listings = new ArrayDeque<>();
    Supplier<CallOutcome> performing = () -> new CallOutcome(gone(), List.of());

    static Observation gone() {
        return new Observation.Gone(List::of);
    }

    static Observation silent() {
        return new Observation.Unknown(new ProviderException.Unreachable("It does not answer.", null));
    }

    @Override
    public ProviderKind kind() {
        return ProviderKind.CONTAINER;
    }

    @Override
    public Observation observe(MachineRef ref) {
        looks++;
        return observations.size() > 1 ? observations.removeFirst() : observations.getFirst();
    }

    @Override
    public DriverPlan plan(Intent intent, MachineRequest request, Observation seen) {
        return new DriverPlan.Settled();
    }

    @Override
    public CallOutcome perform(ProviderCall call, Fence fence) {
        performed++;
        fence.pass();
        return performing.get();
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
        return new SilentBoxLink("no box");
    }

    @Override
    public Listing listAll(Account account) {
        return listings.size() > 1 ? listings.removeFirst() : listings.getFirst();
    }
}
