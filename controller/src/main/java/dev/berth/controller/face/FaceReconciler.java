package dev.berth.controller.face;

import static java.util.Objects.requireNonNullElse;

import dev.berth.controller.activity.ActivityBook;
import dev.berth.controller.activity.BoxTalk;
import dev.berth.controller.activity.WakeOn;
import dev.berth.controller.kube.EventRecorder;
import dev.berth.controller.kube.Fact;
import dev.berth.controller.kube.StaleRead;
import dev.berth.controller.kube.StatusWriter;
import dev.berth.controller.status.Conditions;
import dev.berth.crd.Computer;
import dev.berth.crd.ComputerClass;
import dev.berth.crd.Face;
import dev.berth.crd.FacePhase;
import dev.berth.crd.Instance;
import dev.berth.crd.InstancePhase;
import dev.berth.crd.Keys;
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
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Accepts Faces, closes unused ones, and lets none go before its number can never be given again. */
public final class FaceReconciler implements Reconciler<Face>, Cleaner<Face> {

    private static final Duration SOON = Duration.ofMillis(200);

    private final BoxTalk box;
    private final ActivityBook book;
    private final StatusWriter writer;
    private final EventRecorder events;
    private final Clock clock;
    /** Closing Faces whose box was told; telling twice is harmless, so a new leader starts empty. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    public FaceReconciler(BoxTalk box, ActivityBook book, StatusWriter writer, EventRecorder events, Clock clock) {
        this.box = box;
        this.book = book;
        this.writer = writer;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, Face>> prepareEventSources(EventSourceContext<Face> context) {
        return FaceSources.prepare(context);
    }

    @Override
    public UpdateControl<Face> reconcile(Face face, Context<Face> context) {
        if (face.getSpec() == null) return UpdateControl.noUpdate();
        var cached = context.getSecondaryResource(Computer.class).orElse(null);
        if (new ComputerOfFace(face, cached).isPaused()) return UpdateControl.noUpdate();
        var owner = ComputerOfFace.of(face, cached, one -> fresh(one, context));
        var instance = instance(context);
        var facts = facts(face, owner, instance, context);
        var plan = FacePlanner.plan(facts);
        if (plan instanceof FacePlan.Ask && instance != null) {
            box.ask(instance, type(context));
            facts = facts(face, owner, instance, context);
            plan = FacePlanner.plan(facts);
        }
        return switch (plan) {
            case FacePlan.Close close -> close(face, owner.computer(), close.why(), context);
            // The box has just been asked and keeps silent; its computer asks again within a minute.
            case FacePlan.Ask _ -> UpdateControl.<Face>noUpdate().rescheduleAfter(Duration.ofMinutes(1));
            case FacePlan.Open open -> write(face, owner.computer(), plan, facts, open.again(), context);
            case FacePlan.Reject reject -> write(face, owner.computer(), plan, facts, reject.again(), context);
        };
    }

    @Override
    public DeleteControl cleanup(Face face, Context<Face> context) {
        var cached = context.getSecondaryResource(Computer.class).orElse(null);
        if (new ComputerOfFace(face, cached).isPaused()) return DeleteControl.noFinalizerRemoval();
        var owner = ComputerOfFace.of(face, cached, one -> fresh(one, context));
        if (owner.isPaused()) return DeleteControl.noFinalizerRemoval();
        var uid = face.getMetadata().getUid();
        if (!owner.leaves() && told.add(uid)) {
            var instance = instance(context);
            if (instance != null && phase(instance) == InstancePhase.READY) box.configure(instance, type(context));
        }
        boolean goes = owner.leaves()
                || FacePlanner.mayGo(
                        owner.highestClosed(),
                        face.getSpec().number(),
                        WakeOn.of(type(context)).isKept(face, owner.keptDemand()));
        if (!goes)
            // The Computer's status is on its way; its event brings us back, and this in case the event is missed.
            return DeleteControl.noFinalizerRemoval()
                    .rescheduleAfter(Duration.ofSeconds(5).toMillis());
        told.remove(uid);
        return DeleteControl.defaultDelete();
    }

    /** As the API server knows it now. */
    private static @Nullable Computer fresh(Face face, Context<Face> context) {
        if (face.getSpec() == null) return null;
        return context.getClient()
                .resources(Computer.class)
                .inNamespace(face.getMetadata().getNamespace())
                .withName(face.getSpec().computer())
                .get();
    }

    private UpdateControl<Face> write(
            Face face,
            @Nullable Computer computer,
            FacePlan plan,
            FaceFacts facts,
            Duration again,
            Context<Face> context) {
        var status = FaceStatuses.report(
                plan, facts, face.getSpec(), face.getMetadata().getGeneration());
        try {
            if (status != null && !status.equals(FaceStatuses.withoutDemand(facts.status()))) {
                writer.write(face, new Face(), status, context);
                if (plan instanceof FacePlan.Reject reject
                        && facts.status().phase() != FacePhase.REJECTED
                        && computer != null)
                    events.tell(computer, Fact.warning("FaceRejected", "Accept", reject.message(), facts.name(), face));
            }
        } catch (StaleRead stale) {
            return UpdateControl.<Face>noUpdate().rescheduleAfter(SOON);
        }
        return UpdateControl.<Face>noUpdate().rescheduleAfter(again);
    }

    private UpdateControl<Face> close(Face face, @Nullable Computer computer, String why, Context<Face> context) {
        context.getClient().resource(face).delete();
        if (computer != null)
            events.tell(
                    computer,
                    Fact.normal(
                            "FaceClosed",
                            "CloseFace",
                            "Face " + name(face) + " was closed, because " + why + ".",
                            face));
        return UpdateControl.noUpdate();
    }

    private FaceFacts facts(Face face, ComputerOfFace owner, @Nullable Instance instance, Context<Face> context) {
        var entry =
                instance == null ? book.of("") : book.of(instance.getMetadata().getUid());
        var name = name(face);
        var sessions = entry.answer() == null
                ? List.<dev.berth.ttyd.SessionActivity>of()
                : entry.answer().sessions();
        var session = sessions.stream()
                .filter(candidate -> candidate.face().equals(name))
                .findFirst()
                .orElse(null);
        var type = type(context);
        var faces =
                type == null || type.getSpec() == null ? null : type.getSpec().faces();
        var agent = owner.agent();
        var computerStatus = owner.computer() == null ? null : owner.computer().getStatus();
        var box = instance == null || instance.getStatus() == null
                ? null
                : instance.getStatus().box();
        return new FaceFacts(
                name,
                Instant.parse(face.getMetadata().getCreationTimestamp()),
                isFromProxy(face),
                requireNonNullElse(face.getStatus(), FaceStatuses.NONE),
                owner.computer() != null,
                owner.isStranger(),
                owner.hasAgent(),
                FaceSources.othersOpen(face, context),
                agent == null
                        ? faces == null ? 20 : requireNonNullElse(faces.max(), 20)
                        : requireNonNullElse(agent.maxFaces(), 20),
                computerStatus == null ? null : Conditions.find(computerStatus.conditions(), "Ready"),
                instance != null && phase(instance) == InstancePhase.READY,
                readySince(instance),
                box == null ? "" : requireNonNullElse(box.bootId(), ""),
                faces == null ? Duration.ofHours(24) : requireNonNullElse(faces.closeAfter(), Duration.ofHours(24)),
                entry.answeredAt(),
                session,
                instance != null
                        && (phase(instance) == InstancePhase.SUSPENDING || phase(instance) == InstancePhase.SUSPENDED),
                clock.instant());
    }

    /** Who created it is who owns its spec. */
    private static boolean isFromProxy(Face face) {
        return requireNonNullElse(
                        face.getMetadata().getManagedFields(),
                        List.<io.fabric8.kubernetes.api.model.ManagedFieldsEntry>of())
                .stream()
                .anyMatch(entry -> Keys.MANAGER_EXEC_PROXY.equals(entry.getManager())
                        && (entry.getSubresource() == null
                                || entry.getSubresource().isEmpty()));
    }

    private static @Nullable Instance instance(Context<Face> context) {
        return context.getSecondaryResources(Instance.class).stream()
                .filter(instance -> instance.getSpec() != null)
                .filter(instance -> instance.getMetadata().getDeletionTimestamp() == null)
                .max(Comparator.comparingLong(instance -> instance.getSpec().number()))
                .orElse(null);
    }

    private static @Nullable ComputerClass type(Context<Face> context) {
        return context.getSecondaryResource(ComputerClass.class).orElse(null);
    }

    private static @Nullable InstancePhase phase(Instance instance) {
        return instance.getStatus() == null ? null : instance.getStatus().phase();
    }

    private static Instant readySince(@Nullable Instance instance) {
        return instance == null || phase(instance) != InstancePhase.READY
                ? Instant.EPOCH
                : requireNonNullElse(instance.getStatus().phaseSince(), Instant.EPOCH);
    }

    private static String name(Face face) {
        var spec = face.getSpec();
        return spec == null ? face.getMetadata().getName() : spec.agent() + "/" + spec.number();
    }
}
