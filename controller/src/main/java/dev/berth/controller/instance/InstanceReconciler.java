package dev.berth.controller.instance;

import static java.util.Objects.requireNonNullElse;

import dev.berth.controller.activity.ActivityBook;
import dev.berth.controller.kube.EventRecorder;
import dev.berth.controller.kube.Fact;
import dev.berth.controller.kube.Leader;
import dev.berth.controller.kube.StaleRead;
import dev.berth.controller.kube.StatusWriter;
import dev.berth.controller.provider.Driver;
import dev.berth.controller.provider.Drivers;
import dev.berth.controller.provider.MachineRequest;
import dev.berth.controller.provider.Observation;
import dev.berth.crd.Computer;
import dev.berth.crd.ComputerClass;
import dev.berth.crd.Instance;
import dev.berth.crd.InstancePhase;
import dev.berth.crd.InstanceStatus;
import dev.berth.crd.Keys;
import dev.berth.crd.VolumeOnDelete;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one machine match its Instance: observe, plan, one step, report. */
public final class InstanceReconciler implements Reconciler<Instance>, Cleaner<Instance> {

    private static final Logger LOG = LoggerFactory.getLogger(InstanceReconciler.class);

    private static final Duration NUMBER_STORED = Duration.ofSeconds(1);

    private final Drivers drivers;
    private final MachineRequests requests;
    private final StepRunner runner;
    private final StatusWriter writer;
    private final EventRecorder events;
    private final ActivityBook book;
    private final InstanceSources sources;
    private final Clock clock;
    private final Sightings sightings = new Sightings();
    private final InstanceObserver observer;

    public InstanceReconciler(
            Drivers drivers,
            MachineRequests requests,
            StepRunner runner,
            StatusWriter writer,
            EventRecorder events,
            ActivityBook book,
            InstanceSources sources,
            Leader leader,
            Clock clock) {
        this.drivers = drivers;
        this.requests = requests;
        this.runner = runner;
        this.writer = writer;
        this.events = events;
        this.book = book;
        this.sources = sources;
        this.clock = clock;
        this.observer = new InstanceObserver(book, sightings, leader, clock);
    }

    @Override
    public List<EventSource<?, Instance>> prepareEventSources(EventSourceContext<Instance> context) {
        return sources.prepare(context);
    }

    @Override
    public UpdateControl<Instance> reconcile(Instance instance, Context<Instance> context) {
        var done = run(instance, context);
        return done.again() == null
                ? UpdateControl.noUpdate()
                : UpdateControl.<Instance>noUpdate().rescheduleAfter(atLeastAMilli(done.again()));
    }

    @Override
    public DeleteControl cleanup(Instance instance, Context<Instance> context) {
        var done = run(instance, context);
        var computer = context.getSecondaryResource(Computer.class).orElse(null);
        if (done.gone() && !ComputerMarks.numberIsSpent(instance, computer))
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(NUMBER_STORED.toMillis());
        if (done.gone()) {
            var uid = instance.getMetadata().getUid();
            sightings.forget(uid);
            book.forget(uid);
            return DeleteControl.defaultDelete();
        }
        return done.again() == null
                ? DeleteControl.noFinalizerRemoval()
                : DeleteControl.noFinalizerRemoval()
                        .rescheduleAfter(atLeastAMilli(done.again()).toMillis());
    }

    /** How a run ended. */
    private record Done(boolean gone, @Nullable Duration again) {

        static final Done NOTHING = new Done(false, null);
    }

    private Done run(Instance instance, Context<Instance> context) {
        var computer = context.getSecondaryResource(Computer.class).orElse(null);
        var provider = instance.getSpec() == null ? null : instance.getSpec().provider();
        if (provider == null || isPaused(computer)) return Done.NOTHING;

        var driver = drivers.of(provider);
        var type = context.getSecondaryResource(ComputerClass.class).orElse(null);
        var uid = instance.getMetadata().getUid();
        var old = requireNonNullElse(instance.getStatus(), InstanceStatuses.NONE);
        var memory = sightings.precise(uid, Memory.of(old, createdAt(instance)));
        var request = requests.of(instance, provider, type, memory.launch());

        var observed = driver.observe(request.ref());
        sightings.saw(uid, observed, clock.instant());
        var facts = observer.facts(instance, context, computer, type, old, memory, observed);
        var plan = InstancePlanner.plan(facts);
        if (mutates(plan.step()) && !isCurrent(instance, context)) return new Done(false, InstancePlanner.SOON);
        var outcome = runner.perform(plan.step(), driver, instance, request, observed, volume(instance, computer));
        var concluded = Outcomes.conclude(facts.at(clock.instant()), plan, outcome);
        log(instance, plan.step(), outcome);
        // Whoever may not act may not report either.
        if (outcome instanceof Outcome.Withdrawn) return new Done(false, concluded.again());
        if (outcome instanceof Outcome.Done done) sightings.progress(uid, done.progress());
        if (concluded.gone() || abandons(instance, computer, facts, outcome)) return new Done(true, null);
        return write(instance, context, driver, request, old, memory, concluded, outcome);
    }

    /** A cache that lags may name a launch that is long gone; what costs money is decided on what the API server says now. */
    private static boolean isCurrent(Instance instance, Context<Instance> context) {
        var fresh = context.getClient().resource(instance).get();
        return fresh != null
                && Objects.equals(
                        fresh.getMetadata().getResourceVersion(),
                        instance.getMetadata().getResourceVersion());
    }

    private static boolean mutates(Step step) {
        return switch (step) {
            case Step.Rest _, Step.Open _ -> false;
            case Step.Run _, Step.Sleep _, Step.Stop _, Step.Discard _, Step.Remove _ -> true;
        };
    }

    private Done write(
            Instance instance,
            Context<Instance> context,
            Driver driver,
            MachineRequest request,
            InstanceStatus old,
            Memory before,
            InstancePlan.Report report,
            Outcome outcome) {
        var uid = instance.getMetadata().getUid();
        var now = clock.instant();
        var opened = outcome instanceof Outcome.Opened o && report.memory().phase() == InstancePhase.READY ? o : null;
        if (opened != null) sightings.progress(uid, List.of(InstanceStatuses.bootLine(opened, before, now)));
        var seen = observer.seen(instance, driver, request, context, report, opened, outcome);
        var machineName = requests.ref(
                        instance,
                        driver.kind(),
                        context.getSecondaryResource(ComputerClass.class).orElse(null),
                        report.memory().launch())
                .machineName();
        var status = InstanceStatuses.report(
                old, instance.getMetadata().getGeneration(), before, report.memory(), machineName, seen, now);
        sightings.remember(uid, report.memory());
        if (InstanceStatuses.worthWriting(old, status)) {
            try {
                writer.write(
                        instance,
                        new Instance(),
                        InstanceStatuses.withProgress(status, sightings.takeProgress(uid)),
                        context);
            } catch (StaleRead stale) {
                return new Done(false, InstancePlanner.SOON);
            }
        }
        return new Done(false, report.again());
    }

    private boolean abandons(Instance instance, @Nullable Computer computer, InstanceFacts facts, Outcome outcome) {
        var reason = ComputerMarks.annotation(computer, Keys.ANNOTATION_ABANDON_MACHINE);
        boolean unanswered = facts.observed() instanceof Observation.Unknown || outcome instanceof Outcome.Failed;
        if (facts.deletingSince() == null || reason == null || reason.isBlank() || computer == null || !unanswered)
            return false;
        var status = instance.getStatus();
        var id = status == null || status.machineId() == null ? "of unknown id" : status.machineId();
        var note = "Machine " + id + " was given up because: " + reason
                + ". It may still run and cost money; look for "
                + instance.getMetadata().getName()
                + " at the provider and destroy it by hand.";
        LOG.atWarn().addKeyValue("machine", id).addKeyValue("reason", reason).log("Machine abandoned");
        events.tell(computer, Fact.warning("Abandoned", "Destroy", note, id, instance));
        return true;
    }

    /** A volume goes only with its computer: an Instance deleted by hand leaves it to the next one. */
    private static VolumeOnDelete volume(Instance instance, @Nullable Computer computer) {
        boolean leaves = computer == null || computer.getMetadata().getDeletionTimestamp() != null;
        return leaves && instance.getSpec().onDelete() == VolumeOnDelete.DELETE
                ? VolumeOnDelete.DELETE
                : VolumeOnDelete.RETAIN;
    }

    private static boolean isPaused(@Nullable Computer computer) {
        return "true".equals(ComputerMarks.annotation(computer, Keys.ANNOTATION_PAUSED));
    }

    private static Instant createdAt(Instance instance) {
        return Instant.parse(instance.getMetadata().getCreationTimestamp());
    }

    private static Duration atLeastAMilli(Duration again) {
        return again.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : again;
    }

    private static void log(Instance instance, Step step, Outcome outcome) {
        if (step instanceof Step.Rest || outcome instanceof Outcome.Silent) return;
        LOG.atInfo()
                .addKeyValue("instance", instance.getMetadata().getName())
                .addKeyValue("step", step.getClass().getSimpleName())
                .addKeyValue("outcome", outcome.getClass().getSimpleName())
                .log(outcome instanceof Outcome.Failed failed ? failed.cause().sentence() : "Step taken");
    }
}
