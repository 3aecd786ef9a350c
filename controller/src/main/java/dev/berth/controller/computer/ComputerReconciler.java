package dev.berth.controller.computer;

import static java.util.Objects.requireNonNullElse;

import dev.berth.controller.activity.ActivityBook;
import dev.berth.controller.config.PublicUrl;
import dev.berth.controller.kube.EventRecorder;
import dev.berth.controller.kube.Fact;
import dev.berth.controller.kube.StaleRead;
import dev.berth.controller.kube.StatusWriter;
import dev.berth.controller.provider.Drivers;
import dev.berth.controller.provider.ProviderException;
import dev.berth.crd.Computer;
import dev.berth.crd.ComputerClass;
import dev.berth.crd.ComputerStatus;
import dev.berth.crd.Face;
import dev.berth.crd.Instance;
import dev.berth.crd.VolumeOnDelete;
import dev.berth.crd.WantedPower;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Decides what a computer wants, gives it to its Instance, and says so. */
public final class ComputerReconciler implements Reconciler<Computer>, Cleaner<Computer> {

    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration TAKEN_AGAIN = Duration.ofMinutes(1);

    private final ComputerSources sources = new ComputerSources();
    private final InstanceApplier applier;
    private final ConfigFiles files;
    private final BoxAsker asker;
    private final Drivers drivers;
    private final ActivityBook book;
    private final StatusWriter writer;
    private final EventRecorder events;
    private final PublicUrl site;
    private final Clock clock;
    private final Patience patience;
    private final ComputerMeters meters;
    /** When each computer's machine was last wanted, to the millisecond, for "Awake 0.7 s after". */
    private final Map<String, Instant> wantedSince = new ConcurrentHashMap<>();

    public ComputerReconciler(
            InstanceApplier applier,
            ConfigFiles files,
            BoxAsker asker,
            Drivers drivers,
            ActivityBook book,
            StatusWriter writer,
            EventRecorder events,
            PublicUrl site,
            MeterRegistry meters,
            Clock clock) {
        this.applier = applier;
        this.files = files;
        this.asker = asker;
        this.drivers = drivers;
        this.book = book;
        this.writer = writer;
        this.events = events;
        this.site = site;
        this.clock = clock;
        this.patience = new Patience(clock);
        this.meters = new ComputerMeters(meters);
    }

    @Override
    public List<EventSource<?, Computer>> prepareEventSources(EventSourceContext<Computer> context) {
        return sources.prepare(context);
    }

    @Override
    public UpdateControl<Computer> reconcile(Computer computer, Context<Computer> context) {
        var facts = facts(computer, context);
        var decision = Decision.of(facts);
        if (decision.wanted().row() == 1) return UpdateControl.noUpdate();
        if (decision.needsAnswer(facts.now())) {
            facts.instance()
                    .ifPresent(instance ->
                            asker.ask(instance, facts(computer, context).type()));
            facts = facts(computer, context);
            decision = Decision.of(facts);
        }
        try {
            facts = act(facts, decision, context);
            var wait = report(facts, decision, context);
            return again(wait == null ? next(decision) : wait);
        } catch (StaleRead stale) {
            return again(SOON);
        } catch (ProviderException.Withdrawn withdrawn) {
            return again(Duration.ofSeconds(2));
        } catch (KubernetesClientException e) {
            // An Instance that changed since it was read: whoever changed it tells us.
            if (e.getCode() != 409) throw e;
            return again(SOON);
        }
    }

    @Override
    public DeleteControl cleanup(Computer computer, Context<Computer> context) {
        var facts = facts(computer, context);
        var decision = Decision.of(facts);
        if (decision.wanted().row() == 1) return DeleteControl.noFinalizerRemoval();
        var farewell = ComputerPlanner.farewell(facts);
        // A cache that lags may not know yet of an Instance whose creation was never answered.
        if (farewell instanceof ComputerPlanner.Farewell.Done
                && applier.living(computer).isEmpty()) {
            wantedSince.remove(uid(computer));
            return DeleteControl.defaultDelete();
        }
        try {
            report(facts, decision, context);
        } catch (StaleRead stale) {
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(SOON.toMillis());
        }
        switch (farewell) {
            case ComputerPlanner.Farewell.Done _ -> {}
            case ComputerPlanner.Farewell.CloseFaces closing -> closing.faces().forEach(face -> delete(face, context));
            case ComputerPlanner.Farewell.Destroy destroy ->
                destroy.instances().forEach(instance -> leave(computer, instance, context));
        }
        return DeleteControl.noFinalizerRemoval()
                .rescheduleAfter(Duration.ofSeconds(10).toMillis());
    }

    private void leave(Computer computer, Instance instance, Context<Computer> context) {
        if (instance.getMetadata().getDeletionTimestamp() != null) return;
        delete(instance, context);
        var volume = instance.getStatus() == null ? null : instance.getStatus().volume();
        if (volume != null && instance.getSpec().onDelete() != VolumeOnDelete.DELETE)
            events.tell(
                    computer,
                    Fact.normal(
                            "VolumeRetained",
                            "Delete",
                            "Volume " + volume.name() + " is kept, as spec.onDelete.volume says.",
                            instance));
    }

    private static void delete(HasMetadata object, Context<Computer> context) {
        if (object.getMetadata().getDeletionTimestamp() == null)
            context.getClient().resource(object).delete();
    }

    /** Gives the Instance its spec; returns the facts with what was written. */
    private ComputerFacts act(ComputerFacts facts, Decision decision, Context<Computer> context) {
        var computer = facts.computer();
        return switch (ComputerPlanner.plan(facts, decision)) {
            case ComputerPlanner.Plan.Keep _ -> facts;
            case ComputerPlanner.Plan.Create create -> {
                var made = applier.create(computer, create.spec());
                ComputerSources.remember(context, made, null);
                wantedSince.put(uid(computer), clock.instant());
                patience.begin(uid(computer));
                events.tell(computer, ComputerEvents.created(made));
                yield facts(computer, context);
            }
            case ComputerPlanner.Plan.Change change -> {
                var changed = applier.change(computer, change.instance(), change.spec());
                ComputerSources.remember(context, changed, change.instance());
                if (change.spec().power() != change.instance().getSpec().power())
                    wantedSince.put(uid(computer), clock.instant());
                patience.begin(uid(computer));
                yield facts(computer, context);
            }
        };
    }

    /** @return how long to wait for the Instance before saying anything; null if all is said */
    private @Nullable Duration report(ComputerFacts facts, Decision decision, Context<Computer> context) {
        var computer = facts.computer();
        var instance = facts.instance().orElse(null);
        // One write tells of the decision and of the Instance's answer to it, instead of one each.
        if (instance != null && !facts.deleting() && hasNotLooked(instance)) {
            var wait = patience.left(uid(computer), computer.getStatus() == null || isNew(computer.getStatus()));
            if (wait != null) return wait;
        }
        patience.end(uid(computer));
        var before = computer.getStatus();
        var now = ComputerStatuses.report(facts, decision, site);
        if (now.equals(before)) return null;
        writer.write(computer, new Computer(), now, context);
        var since = wantedSince.get(uid(computer));
        var took = since == null ? null : Duration.between(since, clock.instant());
        for (var fact : ComputerEvents.between(before, now, facts, decision, took)) {
            meters.told(fact, took);
            events.tell(computer, fact);
        }
        return null;
    }

    private static boolean hasNotLooked(Instance instance) {
        var status = instance.getStatus();
        long seen = status == null ? 0 : requireNonNullElse(status.observedGeneration(), 0L);
        return seen < requireNonNullElse(instance.getMetadata().getGeneration(), 0L);
    }

    private static boolean isNew(ComputerStatus status) {
        return status.observedGeneration() == null;
    }

    private @Nullable Duration next(Decision decision) {
        if (decision.acceptance() instanceof Acceptance.Refused refused)
            return refused.reason().equals("HostTaken") || refused.reason().equals("ConfigMissing")
                    ? TAKEN_AGAIN
                    : null;
        var askAt = decision.times().askAt();
        if (decision.wanted().power() != WantedPower.RUNNING
                || decision.wanted().row() < 9
                || askAt == null) return null;
        var wait = Duration.between(clock.instant(), askAt);
        return wait.compareTo(SOON) < 0 ? SOON : wait;
    }

    private ComputerFacts facts(Computer computer, Context<Computer> context) {
        var instances = context.getSecondaryResources(Instance.class).stream()
                .filter(instance -> instance.getSpec() != null)
                .toList();
        var own = instances.stream()
                .filter(instance -> FreshFacts.owns(computer, instance))
                .toList();
        var faces = context.getSecondaryResources(Face.class).stream()
                .filter(face -> FreshFacts.owns(computer, face))
                .toList();
        var config = files.of(computer);
        var type = context.getSecondaryResource(ComputerClass.class).orElse(null);
        var current = own.stream()
                .filter(instance -> instance.getMetadata().getDeletionTimestamp() == null)
                .findFirst();
        return new ComputerFacts(
                computer,
                type,
                own,
                own.size() < instances.size(),
                faces,
                current.map(instance -> book.of(uid(instance))).orElse(book.of("")),
                config.hash(),
                config.missing(),
                ComputerSources.hostTaken(computer, context),
                ComputerSources.takenAliases(computer, context),
                provider(type, own.isEmpty(), context),
                clock.instant());
    }

    private ProviderFacts provider(@Nullable ComputerClass type, boolean isNew, Context<Computer> context) {
        var spec = type == null ? null : type.getSpec();
        boolean chooses = isNew && spec != null && Accounts.offered(spec).size() > 1;
        return new ProviderFacts(
                spec != null && drivers.replay(spec.provider()),
                chooses ? ComputerSources.machinesByAccount(context) : Map.of());
    }

    private static String uid(HasMetadata object) {
        return object.getMetadata().getUid();
    }

    private static UpdateControl<Computer> again(@Nullable Duration after) {
        return after == null
                ? UpdateControl.noUpdate()
                : UpdateControl.<Computer>noUpdate().rescheduleAfter(after);
    }
}
