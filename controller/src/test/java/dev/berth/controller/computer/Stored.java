package dev.berth.controller.computer;

import dev.berth.controller.activity.ActivityBook;
import dev.berth.crd.BoxStatus;
import dev.berth.crd.Computer;
import dev.berth.crd.ComputerClass;
import dev.berth.crd.ComputerClassSpec;
import dev.berth.crd.ComputerSpec;
import dev.berth.crd.ComputerStatus;
import dev.berth.crd.CpuKind;
import dev.berth.crd.Demand;
import dev.berth.crd.Face;
import dev.berth.crd.FacePhase;
import dev.berth.crd.FaceSpec;
import dev.berth.crd.FaceStatus;
import dev.berth.crd.IdlePolicy;
import dev.berth.crd.Instance;
import dev.berth.crd.InstancePhase;
import dev.berth.crd.InstanceSpec;
import dev.berth.crd.InstanceStatus;
import dev.berth.crd.MachineSize;
import dev.berth.crd.Names;
import dev.berth.crd.NewComputers;
import dev.berth.crd.Power;
import dev.berth.crd.ProviderKind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Objects as an API server stores them: a change makes another object, so whoever read the old one still holds the old one. */
final class Stored {

    private static final String NAME = "calm-meadow-4821";
    private static final String UID = "5f1c2d3e-0000-4000-8000-00000000000b";
    static final ProviderFacts NO_CHOICE = new ProviderFacts(false, Map.of());
    private static final ComputerClass TYPE = type();

    private Stored() {}

    static ComputerFacts facts(
            Computer computer, List<Instance> instances, List<Face> faces, ActivityBook.Entry activity, Instant now) {
        return new ComputerFacts(
                computer, TYPE, instances, false, faces, activity, null, null, null, List.of(), NO_CHOICE, now);
    }

    static Computer computer(Instant created) {
        return computer(meta(NAME, created).withUid(UID).withGeneration(1L).build(), spec(Power.AUTO), null);
    }

    static Computer with(Computer old, ComputerStatus status) {
        return computer(old.getMetadata(), old.getSpec(), status);
    }

    static Computer with(Computer old, Power power) {
        var meta = new ObjectMetaBuilder(old.getMetadata())
                .withGeneration(old.getMetadata().getGeneration() + 1)
                .build();
        return computer(meta, spec(power), old.getStatus());
    }

    static Computer closing(Computer old, Instant now) {
        return computer(leaving(old, now), old.getSpec(), old.getStatus());
    }

    static Instance instance(InstanceSpec spec, String uid, Instant created) {
        var owner = new OwnerReferenceBuilder()
                .withKind("Computer")
                .withName(NAME)
                .withUid(UID)
                .build();
        var meta = meta(Names.instance(NAME, spec.number()), created)
                .withUid(uid)
                .withOwnerReferences(owner)
                .build();
        return instance(meta, spec, null);
    }

    static Instance with(Instance old, InstanceSpec spec) {
        return instance(old.getMetadata(), spec, old.getStatus());
    }

    static Instance with(Instance old, InstancePhase phase, Instant now) {
        var status = new InstanceStatus(
                1L,
                phase,
                now,
                null,
                null,
                null,
                1,
                "i",
                "id",
                "fra",
                null,
                null,
                null,
                new BoxStatus("v", "k", "b"),
                null,
                null,
                null,
                null);
        return instance(old.getMetadata(), old.getSpec(), status);
    }

    static Instance closing(Instance old, Instant now) {
        return instance(leaving(old, now), old.getSpec(), old.getStatus());
    }

    static Face face(long number, Instant created) {
        return face(
                meta(Names.face(NAME, "main", number), created).build(),
                new FaceSpec(NAME, "main", number, "dev:me", null, null),
                new FaceStatus(1L, FacePhase.OPEN, "main-" + number, "b", null, null, null));
    }

    static Face with(Face old, Demand demand) {
        var status = new FaceStatus(1L, FacePhase.OPEN, "main", "b", null, null, demand);
        return face(old.getMetadata(), old.getSpec(), status);
    }

    static Face closing(Face old, Instant now) {
        return face(leaving(old, now), old.getSpec(), old.getStatus());
    }

    static InstancePhase phase(Instance instance) {
        var status = instance.getStatus();
        return status == null || status.phase() == null ? InstancePhase.QUEUED : status.phase();
    }

    static <T extends HasMetadata> List<T> replace(List<T> all, T changed) {
        var name = changed.getMetadata().getName();
        return all.stream()
                .map(one -> one.getMetadata().getName().equals(name) ? changed : one)
                .toList();
    }

    private static Computer computer(
            ObjectMeta meta, ComputerSpec spec, @org.jspecify.annotations.Nullable ComputerStatus status) {
        var computer = new Computer();
        computer.setMetadata(meta);
        computer.setSpec(spec);
        computer.setStatus(status);
        return computer;
    }

    private static Instance instance(
            ObjectMeta meta, InstanceSpec spec, @org.jspecify.annotations.Nullable InstanceStatus status) {
        var instance = new Instance();
        instance.setMetadata(meta);
        instance.setSpec(spec);
        instance.setStatus(status);
        return instance;
    }

    private static Face face(ObjectMeta meta, FaceSpec spec, FaceStatus status) {
        var face = new Face();
        face.setMetadata(meta);
        face.setSpec(spec);
        face.setStatus(status);
        return face;
    }

    private static ObjectMetaBuilder meta(String name, Instant created) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("default")
                .withCreationTimestamp(created.toString());
    }

    private static ObjectMeta leaving(HasMetadata old, Instant now) {
        if (old.getMetadata().getDeletionTimestamp() != null) return old.getMetadata();
        return new ObjectMetaBuilder(old.getMetadata())
                .withDeletionTimestamp(now.toString())
                .build();
    }

    private static ComputerSpec spec(Power power) {
        return new ComputerSpec("dev:me", "small", null, power, null, null, null, null, null, null, null, null, null);
    }

    private static ComputerClass type() {
        var size = new MachineSize(CpuKind.SHARED, 1, new Quantity("1Gi"), new Quantity("0"));
        var type = new ComputerClass();
        type.setMetadata(meta("small", ComputerWorld.START).build());
        type.setSpec(new ComputerClassSpec(
                null,
                ProviderKind.CONTAINER,
                null,
                null,
                null,
                null,
                List.of("fra"),
                "box:1",
                size,
                null,
                null,
                new IdlePolicy(Duration.ofMinutes(30), null, null, null, null),
                null,
                null,
                null,
                null,
                NewComputers.ALLOWED,
                null));
        return type;
    }
}
