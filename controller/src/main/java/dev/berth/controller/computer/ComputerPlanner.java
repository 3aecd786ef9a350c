package dev.berth.controller.computer;

import dev.berth.crd.Computer;
import dev.berth.crd.ComputerClassSpec;
import dev.berth.crd.Face;
import dev.berth.crd.Instance;
import dev.berth.crd.InstancePower;
import dev.berth.crd.InstanceSpec;
import dev.berth.crd.OnDelete;
import dev.berth.crd.PendingRestart;
import dev.berth.crd.VolumeOnDelete;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides what the Instance of a computer has to look like. Pure. */
final class ComputerPlanner {

    private ComputerPlanner() {}

    sealed interface Plan {

        /** The Instances are as they should be. */
        record Keep() implements Plan {}

        record Create(InstanceSpec spec) implements Plan {}

        record Change(Instance instance, InstanceSpec spec) implements Plan {}
    }

    /** What a computer that is being deleted still waits for. */
    sealed interface Farewell {

        /** Nothing is left, as far as the caches know. */
        record Done() implements Farewell {}

        record CloseFaces(List<Face> faces) implements Farewell {}

        record Destroy(List<Instance> instances) implements Farewell {}
    }

    /** Faces first: their numbers and sessions belong to the machine that goes after them. */
    static Farewell farewell(ComputerFacts facts) {
        if (!facts.faces().isEmpty()) return new Farewell.CloseFaces(facts.faces());
        return facts.instances().isEmpty() ? new Farewell.Done() : new Farewell.Destroy(facts.instances());
    }

    /**
     * Whether an Instance may still be made. Asked of what the API server says at that moment, past every cache: a machine or a number that was given twice cannot be taken back.
     *
     * @param fresh null if it is gone
     * @param living every Instance that names this computer
     */
    static boolean mayCreate(@Nullable Computer fresh, List<Instance> living, InstanceSpec spec) {
        if (fresh == null || fresh.getMetadata().getDeletionTimestamp() != null || !living.isEmpty()) return false;
        var status = fresh.getStatus();
        return status == null || status.instanceNumber() == null || status.instanceNumber() < spec.number();
    }

    static Plan plan(ComputerFacts facts, Decision decision) {
        var type = facts.type() == null ? null : facts.type().getSpec();
        if (type == null || !(decision.acceptance() instanceof Acceptance.Accepted accepted)) return new Plan.Keep();
        var wanted = decision.wanted();
        if (!wanted.isRunning() && !wanted.isSuspended()) return new Plan.Keep();
        var instance = facts.instance().orElse(null);
        if (instance != null) {
            var spec = changed(facts, wanted, instance, type, accepted);
            return spec.equals(instance.getSpec()) ? new Plan.Keep() : new Plan.Change(instance, spec);
        }
        // An Instance that is leaving still holds the volume; the next one waits for it.
        boolean free = facts.instances().isEmpty() && !facts.strangers();
        return wanted.isRunning() && free ? new Plan.Create(created(facts, type, accepted)) : new Plan.Keep();
    }

    /** What waits for the next cold start. */
    static List<PendingRestart> pendingRestart(ComputerFacts facts, Decision decision) {
        var instance = facts.instance().orElse(null);
        var type = facts.type() == null ? null : facts.type().getSpec();
        if (instance == null
                || type == null
                || !hasMachine(instance)
                || !(decision.acceptance() instanceof Acceptance.Accepted accepted)) return List.of();
        var pending = new ArrayList<PendingRestart>();
        if (!Objects.equals(type.image(), instance.getSpec().image())) pending.add(PendingRestart.IMAGE);
        if (!accepted.size().equals(instance.getSpec().size())) pending.add(PendingRestart.SIZE);
        return List.copyOf(pending);
    }

    private static InstanceSpec created(ComputerFacts facts, ComputerClassSpec type, Acceptance.Accepted accepted) {
        return new InstanceSpec(
                facts.computer().getMetadata().getName(),
                facts.newestNumber() + 1,
                facts.computer().getSpec().className(),
                type.provider(),
                accepted.regions(),
                type.image(),
                accepted.size(),
                Accounts.choose(
                        facts.computer().getStatus(),
                        Accounts.offered(type),
                        facts.provider().machines()),
                Transports.resolve(type.transport(), facts.provider().replays()),
                InstancePower.RUNNING,
                facts.configHash(),
                onDelete(facts));
    }

    private static InstanceSpec changed(
            ComputerFacts facts,
            Wanted wanted,
            Instance instance,
            ComputerClassSpec type,
            Acceptance.Accepted accepted) {
        var old = instance.getSpec();
        boolean keeps = hasMachine(instance);
        return new InstanceSpec(
                old.computer(),
                old.number(),
                old.className(),
                old.provider(),
                old.regions(),
                keeps ? old.image() : type.image(),
                keeps ? old.size() : accepted.size(),
                old.credentials(),
                Transports.resolve(type.transport(), facts.provider().replays()),
                power(
                        wanted,
                        old,
                        keeps
                                && !(old.image().equals(type.image())
                                        && old.size().equals(accepted.size()))),
                facts.configHash(),
                onDelete(facts));
    }

    /** A computer that its owner puts to sleep is switched off instead, where a new image or size waits for a cold start. */
    private static InstancePower power(Wanted wanted, InstanceSpec old, boolean pending) {
        if (wanted.isRunning()) return InstancePower.RUNNING;
        boolean cold = (wanted.row() == 5 && pending) || old.power() == InstancePower.STOPPED;
        return cold ? InstancePower.STOPPED : InstancePower.SUSPENDED;
    }

    /** Whether image and size are those of a machine that lives, and so must wait. */
    private static boolean hasMachine(Instance instance) {
        var status = instance.getStatus();
        if (status == null || status.phase() == null) return false;
        return switch (status.phase()) {
            case QUEUED, PROVISIONING, STOPPED, TERMINATING -> false;
            case FAILED -> status.machineId() != null;
            case BOOTING, READY, SUSPENDING, SUSPENDED, RESUMING, STOPPING -> true;
        };
    }

    private static VolumeOnDelete onDelete(ComputerFacts facts) {
        OnDelete policy = facts.computer().getSpec().onDelete();
        return policy != null && policy.volume() == VolumeOnDelete.DELETE
                ? VolumeOnDelete.DELETE
                : VolumeOnDelete.RETAIN;
    }
}
