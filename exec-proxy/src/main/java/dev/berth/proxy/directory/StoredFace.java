package dev.berth.proxy.directory;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.berth.crd.ConditionStatus;
import dev.berth.crd.DemandWant;
import dev.berth.crd.FaceAccess;
import dev.berth.crd.FaceMode;
import dev.berth.crd.FaceSpec;
import dev.berth.crd.FaceStatus;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is kept of a Face. */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
record StoredFace(
        String uid,
        String computerUid,
        String createdBy,
        @Nullable FaceMode mode,
        List<FaceAccess> access,
        boolean closing,
        boolean rejected,
        String bootId,
        long createdAt,
        long lastUsedAt,
        @Nullable DemandWant want,
        long demandAt) {

    static StoredFace of(GenericKubernetesResource object) {
        var spec = Objects.requireNonNull(Reading.part(object, "spec", FaceSpec.class), "spec");
        var status = Reading.tolerantPart(object, "status", FaceStatus.class);
        var meta = object.getMetadata();
        var demand = status == null ? null : status.demand();
        var conditions = status == null ? null : status.conditions();
        return new StoredFace(
                Reading.text(meta.getUid()),
                Reading.controllerUid(object),
                Reading.text(spec.createdBy()),
                spec.mode(),
                spec.access() == null ? List.of() : spec.access(),
                meta.getDeletionTimestamp() != null,
                conditions != null
                        && conditions.stream()
                                .anyMatch(c -> "Accepted".equals(c.type()) && c.status() == ConditionStatus.FALSE),
                status == null ? "" : Reading.text(status.bootId()),
                Reading.seconds(meta.getCreationTimestamp()),
                status == null ? 0 : StoredCondition.seconds(status.lastUsedAt()),
                demand == null ? null : demand.want(),
                demand == null || demand.at() == null || demand.want() == null
                        ? 0
                        : demand.at().getEpochSecond());
    }

    FaceView view(ComputerKey computer, String agent, long number, long revision) {
        return new FaceView(
                computer,
                agent,
                number,
                uid,
                computerUid,
                Long.toString(revision),
                createdBy,
                mode == null ? FaceMode.READ_ONLY : mode,
                access,
                closing,
                rejected,
                bootId,
                Instant.ofEpochSecond(createdAt),
                StoredCondition.time(lastUsedAt),
                FaceView.DemandView.of(want, demandAt));
    }

    /** The view of an object that did not come through a watch. */
    static FaceView view(ComputerKey computer, GenericKubernetesResource object) {
        var name = FaceName.parse(object.getMetadata().getName());
        return of(object).view(computer, name.agent(), name.number(), Reading.revision(object));
    }
}
