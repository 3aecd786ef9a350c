package dev.berth.controller.instance;

import static java.util.Objects.requireNonNullElse;

import dev.berth.controller.activity.ActivityBook;
import dev.berth.controller.activity.Idle;
import dev.berth.controller.kube.Leader;
import dev.berth.controller.provider.BoxAnswer;
import dev.berth.controller.provider.Driver;
import dev.berth.controller.provider.MachineRequest;
import dev.berth.controller.provider.MachineState;
import dev.berth.controller.provider.Observation;
import dev.berth.crd.Computer;
import dev.berth.crd.ComputerClass;
import dev.berth.crd.DemandWant;
import dev.berth.crd.Face;
import dev.berth.crd.Instance;
import dev.berth.crd.InstancePhase;
import dev.berth.crd.InstanceStatus;
import dev.berth.crd.Keys;
import dev.berth.crd.Power;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gathers what the planner and the statuses have to know of one Instance; decides nothing. */
final class InstanceObserver {

    private static final Duration PROVIDER_PATIENCE = Duration.ofMinutes(2);

    private final ActivityBook book;
    private final Sightings sightings;
    private final Leader leader;
    private final Clock clock;

    InstanceObserver(ActivityBook book, Sightings sightings, Leader leader, Clock clock) {
        this.book = book;
        this.sightings = sightings;
        this.leader = leader;
        this.clock = clock;
    }

    InstanceFacts facts(
            Instance instance,
            Context<Instance> context,
            @Nullable Computer computer,
            @Nullable ComputerClass type,
            InstanceStatus old,
            Memory memory,
            Observation observed) {
        var meta = instance.getMetadata();
        var spec = instance.getSpec();
        var deadlines =
                type == null || type.getSpec() == null ? null : type.getSpec().deadlines();
        return new InstanceFacts(
                meta.getUid(),
                spec.power(),
                ComputerMarks.holds(computer),
                computer != null
                        && computer.getSpec() != null
                        && computer.getSpec().power() == Power.SUSPENDED,
                meta.getDeletionTimestamp() == null ? null : Instant.parse(meta.getDeletionTimestamp()),
                memory,
                Timings.of(spec.provider(), deadlines),
                observed,
                moved(meta.getUid(), old, observed),
                urged(instance, context, computer, old, memory),
                leader.tookOverAt(),
                clock.instant());
    }

    private boolean moved(String uid, InstanceStatus old, Observation observed) {
        if (!(observed instanceof Observation.Present present)
                || present.machine().state() != MachineState.RUNNING
                || old.phase() != InstancePhase.READY) return false;
        var machine = present.machine();
        boolean elsewhere = !Objects.equals(old.addresses(), machine.addresses())
                || requireNonNullElse(old.port(), 0) != machine.port();
        var entry = book.of(uid);
        boolean rebooted = entry.answer() != null
                && old.box() != null
                && !entry.answer().bootId().equals(old.box().bootId())
                && entry.answeredAt()
                        .isAfter(requireNonNullElse(old.phaseSince(), Instant.EPOCH)
                                .plusSeconds(1));
        return elsewhere || rebooted;
    }

    private boolean urged(
            Instance instance,
            Context<Instance> context,
            @Nullable Computer computer,
            InstanceStatus old,
            Memory memory) {
        boolean asked = sightings.retryAsked(
                instance.getMetadata().getUid(), ComputerMarks.annotation(computer, Keys.ANNOTATION_RETRY_AT));
        var trouble = memory.trouble();
        if (trouble == null || trouble.incident().at() == null) return false;
        var failedAt = trouble.incident().at();
        boolean specChanged = instance.getMetadata().getGeneration() > requireNonNullElse(old.observedGeneration(), 0L);
        return asked
                || specChanged
                || context.getSecondaryResources(Face.class).stream().anyMatch(face -> demandedAfter(face, failedAt));
    }

    private static boolean demandedAfter(Face face, Instant time) {
        if (Instant.parse(face.getMetadata().getCreationTimestamp()).isAfter(time)) return true;
        var demand = face.getStatus() == null ? null : face.getStatus().demand();
        return demand != null
                && demand.want() == DemandWant.AWAKE
                && demand.at() != null
                && demand.at().isAfter(time);
    }

    InstanceStatuses.Seen seen(
            Instance instance,
            Driver driver,
            MachineRequest request,
            Context<Instance> context,
            InstancePlan.Report report,
            Outcome.@Nullable Opened opened,
            Outcome outcome) {
        var uid = instance.getMetadata().getUid();
        var entry = book.of(uid);
        boolean silent = entry.silent() && report.memory().phase() == InstancePhase.READY;
        var idle = Idle.of(context.getSecondaryResource(ComputerClass.class)
                .map(type -> type.getSpec() == null ? null : type.getSpec().idle())
                .orElse(null));
        var heard = entry.answeredAt().isAfter(report.memory().since())
                ? entry.answeredAt()
                : report.memory().since();
        return new InstanceStatuses.Seen(
                report.observed(),
                opened,
                !(outcome instanceof Outcome.Done),
                driver.capabilities(request),
                silent ? heard.plus(idle.unknownFor()) : null,
                silent ? heard : null,
                providerSilentSince(uid, driver, report.memory().phase()),
                request.ref().account().title());
    }

    /** Only if the box is silent too: a provider's console may be down while its machines run. */
    private @Nullable Instant providerSilentSince(String uid, Driver driver, InstancePhase phase) {
        var since = sightings.unknownSince(uid);
        if (since == null || phase != InstancePhase.READY) return null;
        if (since.plus(PROVIDER_PATIENCE).isAfter(clock.instant())) return null;
        boolean answers = sightings
                .lastMachine(uid)
                .map(machine -> driver.link(machine).activity() instanceof BoxAnswer.Answered)
                .orElse(false);
        return answers ? null : since;
    }
}
