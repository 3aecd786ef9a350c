package dev.berth.proxy.directory;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.berth.crd.Addresses;
import dev.berth.crd.InstancePhase;
import dev.berth.crd.InstanceSpec;
import dev.berth.crd.InstanceStatus;
import dev.berth.crd.ProviderKind;
import dev.berth.crd.Transport;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is kept of an Instance. */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
record StoredInstance(
        String uid,
        String computerUid,
        long number,
        @Nullable ProviderKind provider,
        @Nullable Transport transport,
        @Nullable InstancePhase phase,
        long phaseSince,
        long deadline,
        String next,
        int attempt,
        int launch,
        String machineId,
        String region,
        String address,
        int port,
        String keyId,
        String bootId,
        String boxVersion,
        boolean keepsMemory,
        boolean keepsDisk,
        List<StoredProgress> progress,
        String incident,
        List<StoredCondition> conditions) {

    private static final int BOX_PORT = 7681;

    static StoredInstance of(GenericKubernetesResource object) {
        var spec = Objects.requireNonNull(Reading.part(object, "spec", InstanceSpec.class), "spec");
        var status = Reading.tolerantPart(object, "status", InstanceStatus.class);
        var uid = Reading.text(object.getMetadata().getUid());
        var owner = Reading.controllerUid(object);
        if (status == null) {
            return new StoredInstance(
                    uid,
                    owner,
                    spec.number(),
                    spec.provider(),
                    spec.transport(),
                    InstancePhase.QUEUED,
                    0,
                    0,
                    "",
                    0,
                    0,
                    "",
                    "",
                    "",
                    BOX_PORT,
                    "",
                    "",
                    "",
                    false,
                    false,
                    List.of(),
                    "",
                    List.of());
        }
        var box = status.box();
        var keeps = status.capabilities();
        var incident = status.incident();
        return new StoredInstance(
                uid,
                owner,
                spec.number(),
                spec.provider(),
                spec.transport(),
                status.phase(),
                StoredCondition.seconds(status.phaseSince()),
                StoredCondition.seconds(status.deadline()),
                Reading.text(status.next()),
                status.attempt() == null ? 0 : status.attempt(),
                status.launch() == null ? 0 : status.launch(),
                Reading.text(status.machineId()),
                Reading.text(status.region()),
                address(status.addresses()),
                status.port() == null ? BOX_PORT : status.port(),
                box == null ? "" : Reading.text(box.keyId()),
                box == null ? "" : Reading.text(box.bootId()),
                box == null ? "" : Reading.text(box.version()),
                keeps != null && Boolean.TRUE.equals(keeps.keepsMemory()),
                keeps != null && Boolean.TRUE.equals(keeps.keepsDisk()),
                status.progress() == null ? List.of() : StoredProgress.of(status.progress()),
                incident == null ? "" : Reading.text(incident.code()),
                StoredCondition.of(status.conditions()));
    }

    MachineView view(String name) {
        return new MachineView.Machine(
                name,
                uid,
                launch,
                machineId,
                provider == null ? ProviderKind.CONTAINER : provider,
                region,
                phase == null ? InstancePhase.QUEUED : phase,
                StoredCondition.time(phaseSince),
                StoredCondition.time(deadline),
                next,
                attempt,
                address,
                port,
                keyId,
                bootId,
                boxVersion,
                transport == null ? Transport.RELAY : transport,
                keepsMemory,
                keepsDisk,
                StoredProgress.view(progress),
                incident,
                conditions.stream().map(StoredCondition::view).toList());
    }

    private static String address(@Nullable Addresses addresses) {
        if (addresses == null) return "";
        if (addresses.privateIp() != null) return addresses.privateIp();
        if (addresses.publicIp() != null) return addresses.publicIp();
        return Reading.text(addresses.tailnet());
    }
}
