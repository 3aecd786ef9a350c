package dev.berth.controller.face;

import static java.util.Objects.requireNonNullElse;

import dev.berth.controller.status.Conditions;
import dev.berth.crd.Computer;
import dev.berth.crd.ComputerClass;
import dev.berth.crd.Face;
import dev.berth.crd.Instance;
import dev.berth.crd.InstanceStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What wakes a Face's reconciler: its Computer's status, its Instance's boot, its class. */
final class FaceSources {

    private static final String BY_COMPUTER = "computer";
    private static final String BY_AGENT = "agent";

    private FaceSources() {}

    static List<EventSource<?, Face>> prepare(EventSourceContext<Face> context) {
        var faces = context.getPrimaryCache();
        faces.addIndexers(Map.of(
                BY_COMPUTER, face -> List.of(key(face, computerName(face))),
                BY_AGENT, face -> List.of(agentKey(face))));
        var computers = new InformerEventSource<Computer, Face>(
                InformerEventSourceConfiguration.from(Computer.class, Face.class)
                        .withName("computers-of-faces")
                        .withSecondaryToPrimaryMapper(computer ->
                                ids(faces, key(computer, computer.getMetadata().getName())))
                        .withPrimaryToSecondaryMapper((Face face) -> Set.of(new ResourceID(
                                computerName(face), face.getMetadata().getNamespace())))
                        .withOnUpdateFilter(FaceSources::concernsFaces)
                        .build(),
                context);
        var instances = new InformerEventSource<Instance, Face>(
                InformerEventSourceConfiguration.from(Instance.class, Face.class)
                        .withName("instances-of-faces")
                        .withSecondaryToPrimaryMapper(instance -> instance.getSpec() == null
                                ? Set.of()
                                : ids(faces, key(instance, instance.getSpec().computer())))
                        .withPrimaryToSecondaryMapper((Face face) -> computers
                                .get(new ResourceID(
                                        computerName(face), face.getMetadata().getNamespace()))
                                .map(FaceSources::instanceId)
                                .orElse(Set.of()))
                        .withOnUpdateFilter((now, before) -> !Objects.equals(boot(now), boot(before)))
                        .build(),
                context);
        var classes = new InformerEventSource<ComputerClass, Face>(
                InformerEventSourceConfiguration.from(ComputerClass.class, Face.class)
                        .withName("classes-of-faces")
                        .withWatchAllNamespaces()
                        .withSecondaryToPrimaryMapper(type -> Set.of())
                        .withPrimaryToSecondaryMapper((Face face) -> computers
                                .get(new ResourceID(
                                        computerName(face), face.getMetadata().getNamespace()))
                                .filter(computer -> computer.getSpec() != null)
                                .map(computer ->
                                        Set.of(new ResourceID(computer.getSpec().className())))
                                .orElse(Set.of()))
                        .build(),
                context);
        return List.of(computers, instances, classes);
    }

    /** Faces of the same agent that take a place, but for this one. */
    static int othersOpen(Face face, Context<Face> context) {
        return (int) context.getPrimaryCache().byIndex(BY_AGENT, agentKey(face)).stream()
                .filter(other ->
                        !other.getMetadata().getName().equals(face.getMetadata().getName()))
                .filter(other -> other.getMetadata().getDeletionTimestamp() == null)
                .filter(other -> other.getStatus() == null || FacePlanner.counts(other.getStatus()))
                .count();
    }

    /** The Instance that its computer names: a Face is indexed by nothing else. */
    private static Set<ResourceID> instanceId(Computer computer) {
        var status = computer.getStatus();
        return status == null || status.instance() == null
                ? Set.of()
                : Set.of(
                        new ResourceID(status.instance(), computer.getMetadata().getNamespace()));
    }

    private static boolean concernsFaces(Computer now, Computer before) {
        var status = now.getStatus();
        var old = before.getStatus();
        return !Objects.equals(
                        now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
                || !Objects.equals(
                        now.getMetadata().getDeletionTimestamp(),
                        before.getMetadata().getDeletionTimestamp())
                || !Objects.equals(status == null ? null : status.agents(), old == null ? null : old.agents())
                || !Objects.equals(status == null ? null : status.instance(), old == null ? null : old.instance())
                || !Objects.equals(
                        Conditions.reason(status == null ? null : status.conditions(), "Ready"),
                        Conditions.reason(old == null ? null : old.conditions(), "Ready"));
    }

    private record Boot(@Nullable Object phase, @Nullable Object box) {}

    private static Boot boot(Instance instance) {
        InstanceStatus status = instance.getStatus();
        return status == null ? new Boot(null, null) : new Boot(status.phase(), status.box());
    }

    private static Set<ResourceID> ids(IndexerResourceCache<Face> faces, String key) {
        return faces.byIndex(BY_COMPUTER, key).stream()
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    private static String key(HasMetadata object, String computer) {
        return object.getMetadata().getNamespace() + "/" + computer;
    }

    private static String agentKey(Face face) {
        var spec = face.getSpec();
        return key(face, computerName(face)) + "/" + (spec == null ? "" : spec.agent());
    }

    private static String computerName(Face face) {
        var spec = face.getSpec();
        return spec == null ? "" : requireNonNullElse(spec.computer(), "");
    }
}
