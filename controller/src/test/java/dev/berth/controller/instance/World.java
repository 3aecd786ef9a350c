package dev.berth.controller.instance;

import dev.berth.controller.activity.ActivityBook;
import dev.berth.controller.activity.Idle;
import dev.berth.controller.fault.Faults;
import dev.berth.controller.provider.Account;
import dev.berth.controller.provider.Fence;
import dev.berth.controller.provider.MachineRef;
import dev.berth.controller.provider.MachineRequest;
import dev.berth.controller.provider.MachineState;
import dev.berth.controller.provider.Observation;
import dev.berth.crd.Capabilities;
import dev.berth.crd.CpuKind;
import dev.berth.crd.Instance;
import dev.berth.crd.InstancePhase;
import dev.berth.crd.InstancePower;
import dev.berth.crd.InstanceSpec;
import dev.berth.crd.InstanceStatus;
import dev.berth.crd.MachineSize;
import dev.berth.crd.NetworkMode;
import dev.berth.crd.ProviderKind;
import dev.berth.crd.Transport;
import dev.berth.crd.VolumeOnDelete;
import dev.berth.ttyd.BoxConfig;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One Instance, its provider and its box on a virtual clock: the reconciler's own planner, runner and statuses without an API server. */
final class World extends Clock {

    static final String UID = "5f1c2d3e-0000-4000-8000-00000000000a";
    static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

    /** The decisions under test; a walk swaps one to plant a fault. */
    interface Brain {
        InstancePlan plan(InstanceFacts facts);

        InstancePlan.Report conclude(InstanceFacts facts, InstancePlan plan, Outcome outcome);

        Brain REAL = new Brain() {
            @Override
            public InstancePlan plan(InstanceFacts facts) {
                return InstancePlanner.plan(facts);
            }

            @Override
            public InstancePlan.Report conclude(InstanceFacts facts, InstancePlan plan, Outcome outcome) {
                return Outcomes.conclude(facts, plan, outcome);
            }
        };
    }

    private Instant now = START;
    final FakeProvider provider = new FakeProvider(this);
    InstancePower power = InstancePower.RUNNING;
    String image = "box:1";
    boolean hold;
    boolean putBack;
    boolean urged;

    @Nullable
    Instant deletingSince;

    Instant tookOverAt = START;
    boolean gone;
    int writes;
    long generation = 1;
    InstanceStatus stored = InstanceStatuses.NONE;

    private InstanceStatus previous = InstanceStatuses.NONE;
    private boolean lags;
    /** Whether a call is only made on what the API server says at that moment, as the reconciler does. */
    boolean checksFreshness = true;

    SleepCheck.Wish wish = new SleepCheck.Wish.Asleep(true, false);
    Fence leader = Fence.OPEN;
    Brain brain = Brain.REAL;
    private @Nullable Memory precise;

    private final StepRunner runner = new StepRunner(
            () -> leader.pass(),
            Faults.none(),
            _ -> new BoxConfig(List.of(), List.of(), 0, 0, Map.of()),
            new Handshake(
                    () -> leader.pass(),
                    _ -> wish,
                    new ActivityBook(),
                    _ -> Idle.of(null),
                    Faults.none(),
                    this,
                    () -> now.toEpochMilli() * 1_000_000));

    /** One run of the reconciler; returns when it wants to look again, null: at an event. */
    @Nullable
    Duration run() {
        var shown = lags ? previous : stored;
        var memory = Memory.of(shown, START);
        if (precise != null && precise.phase() == memory.phase() && !lags) memory = precise;
        var request = request(memory.launch());
        var observed = provider.observe(request.ref());
        var facts = facts(memory, observed);
        var plan = brain.plan(facts);
        boolean mutates = !(plan.step() instanceof Step.Rest || plan.step() instanceof Step.Open);
        if (mutates && checksFreshness && lags) {
            lags = false;
            return InstancePlanner.SOON;
        }
        var outcome = runner.perform(plan.step(), provider, instance(), request, observed, VolumeOnDelete.RETAIN);
        var report = brain.conclude(facts.at(now), plan, outcome);
        if (outcome instanceof Outcome.Withdrawn) return report.again();
        if (report.gone()) {
            gone = true;
            return null;
        }
        write(shown, memory, request(report.memory().launch()), report, outcome);
        return report.again();
    }

    private void write(
            InstanceStatus old, Memory before, MachineRequest request, InstancePlan.Report report, Outcome outcome) {
        var opened = outcome instanceof Outcome.Opened o && report.memory().phase() == InstancePhase.READY ? o : null;
        var status = InstanceStatuses.report(
                old,
                generation,
                before,
                report.memory(),
                request.ref().machineName(),
                new InstanceStatuses.Seen(
                        report.observed(),
                        opened,
                        !(outcome instanceof Outcome.Done),
                        new Capabilities(true, true),
                        null,
                        null,
                        null,
                        "the container engine"),
                now);
        // The API server refuses what was computed from an older object.
        if (lags) {
            lags = false;
            return;
        }
        precise = report.memory();
        if (!InstanceStatuses.worthWriting(stored, status)) return;
        previous = stored;
        stored = status;
        writes++;
    }

    /** Runs until it rests, at most {@code most} of virtual time. */
    World settle(Duration most) {
        var end = now.plus(most);
        for (int i = 0; i < 10_000 && !now.isAfter(end) && !gone; i++) {
            var again = run();
            if (again == null) return this;
            // Even an immediate second look takes a millisecond.
            pass(again.isZero() ? Duration.ofMillis(1) : again);
        }
        return this;
    }

    /** The cache shows the status before the last write. */
    void lag() {
        lags = true;
    }

    void catchUp() {
        lags = false;
    }

    /** This process ends; another takes over with what is stored. */
    void takeOver() {
        precise = null;
        lags = false;
        tookOverAt = now.truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    }

    World wants(InstancePower wanted) {
        if (wanted != power) {
            power = wanted;
            generation++;
        }
        return this;
    }

    void pass(Duration time) {
        now = now.plus(time);
        provider.tick();
    }

    InstancePhase phase() {
        var phase = stored.phase();
        return phase == null ? InstancePhase.QUEUED : phase;
    }

    private InstanceFacts facts(Memory memory, Observation observed) {
        boolean asked = urged;
        urged = false;
        return new InstanceFacts(
                UID,
                power,
                hold,
                putBack,
                deletingSince,
                memory,
                Timings.of(ProviderKind.CONTAINER, null),
                observed,
                false,
                asked,
                tookOverAt,
                now);
    }

    private MachineRequest request(int launch) {
        var ref = new MachineRef(
                new Account(ProviderKind.CONTAINER, ""),
                "test",
                "calm-meadow-4821",
                "5f1c2d3e-0000-4000-8000-00000000000b",
                UID,
                launch);
        return new MachineRequest(
                ref,
                "small",
                List.of("local"),
                image,
                new MachineSize(CpuKind.SHARED, 1, new Quantity("1Gi"), new Quantity("0")),
                NetworkMode.PER_COMPUTER,
                "k1",
                false);
    }

    private Instance instance() {
        var instance = new Instance();
        instance.setMetadata(new ObjectMetaBuilder()
                .withName("calm-meadow-4821-1")
                .withNamespace("default")
                .withUid(UID)
                .build());
        instance.setSpec(new InstanceSpec(
                "calm-meadow-4821",
                1,
                "small",
                ProviderKind.CONTAINER,
                List.of("local"),
                image,
                new MachineSize(CpuKind.SHARED, 1, new Quantity("1Gi"), new Quantity("0")),
                null,
                Transport.RELAY,
                power,
                null,
                VolumeOnDelete.RETAIN));
        return instance;
    }

    boolean runs() {
        return provider.states().equals(List.of(MachineState.RUNNING));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return now;
    }
}
