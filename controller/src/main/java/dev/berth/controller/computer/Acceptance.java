package dev.berth.controller.computer;

import static java.util.Objects.requireNonNullElse;

import dev.berth.controller.status.Words;
import dev.berth.crd.ComputerClassSpec;
import dev.berth.crd.ComputerSpec;
import dev.berth.crd.MachineSize;
import dev.berth.crd.NewComputers;
import dev.berth.crd.SizeLimits;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a computer fits its class (condition Accepted of resources.md 2). Pure. */
sealed interface Acceptance {

    /**
     * @param regions candidates in order
     * @param size class size with the computer's wishes over it
     */
    record Accepted(List<String> regions, MachineSize size, String message) implements Acceptance {}

    record Refused(String reason, String message) implements Acceptance {}

    static Acceptance of(ComputerFacts facts) {
        var spec = facts.computer().getSpec();
        if (spec == null)
            return new Refused(
                    "ClassNotFound", "The computer has no readable spec; apply it again in a known version.");
        if (facts.hostTaken() != null)
            return new Refused(
                    "HostTaken",
                    "The host name " + facts.computer().getMetadata().getName()
                            + " belongs to an older computer in namespace " + facts.hostTaken()
                            + "; delete this one and choose another name.");
        var type = facts.type() == null ? null : facts.type().getSpec();
        if (type == null)
            return new Refused(
                    "ClassNotFound",
                    "Class " + spec.className()
                            + " does not exist; create it, or make a new computer in a class that does: kubectl get cclass.");
        return ofClass(facts, spec, type);
    }

    private static Acceptance ofClass(ComputerFacts facts, ComputerSpec spec, ComputerClassSpec type) {
        var name = spec.className();
        if (type.provider() == null)
            return new Refused(
                    "ClassRefused",
                    "Class " + name
                            + " uses a provider that this controller does not know; upgrade the controller or use another class.");
        if (type.newComputers() == NewComputers.REFUSED && facts.newestNumber() == 0) {
            var instead = type.successor() == null ? "use another class" : "use class " + type.successor();
            return new Refused("ClassRefused", "Class " + name + " takes no new computers; " + instead + ".");
        }
        if (Transports.isImpossible(type.transport(), facts.provider().replays()))
            return new Refused(
                    "TransportImpossible",
                    "Class " + name
                            + " asks for transport Replay, but its provider has no edge that could hand requests to a machine; set Auto or Relay in the class.");
        var regions = regions(facts, spec, type);
        if (regions.isEmpty())
            return new Refused(
                    "RegionNotOffered",
                    "Class " + name + " does not offer region " + spec.region() + "; choose "
                            + String.join(" or ", type.regions()) + ".");
        var size = size(spec.size(), type.size());
        var tooLarge = tooLarge(name, size, type.size(), type.sizeLimits());
        if (tooLarge != null) return new Refused("SizeOverLimit", tooLarge);
        if (facts.configMissing() != null) return new Refused("ConfigMissing", facts.configMissing());
        return new Accepted(
                regions,
                size,
                "Class " + name + " accepts it: " + Words.size(size) + ", region " + regions.getFirst() + ".");
    }

    /** The region it got stays; else the one asked for; else the class's, in order. */
    private static List<String> regions(ComputerFacts facts, ComputerSpec spec, ComputerClassSpec type) {
        var offered = requireNonNullElse(type.regions(), List.<String>of());
        var status = facts.computer().getStatus();
        if (status != null && status.region() != null) return List.of(status.region());
        if (spec.region() == null) return offered;
        return offered.contains(spec.region()) ? List.of(spec.region()) : List.of();
    }

    private static MachineSize size(@Nullable MachineSize wish, MachineSize ofClass) {
        if (wish == null) return ofClass;
        return new MachineSize(
                ofClass.cpuKind(),
                wish.cpus() == null ? ofClass.cpus() : wish.cpus(),
                wish.memory() == null ? ofClass.memory() : wish.memory(),
                wish.disk() == null ? ofClass.disk() : wish.disk());
    }

    private static @Nullable String tooLarge(
            String className, MachineSize size, MachineSize ofClass, @Nullable SizeLimits limits) {
        var most = limits == null ? new SizeLimits(null, null, null) : limits;
        int cpus = requireNonNullElse(most.cpus() == null ? ofClass.cpus() : most.cpus(), 1);
        if (requireNonNullElse(size.cpus(), 1) > cpus)
            return "Class " + className + " allows up to " + cpus + " CPUs, not " + size.cpus()
                    + "; lower spec.size.cpus.";
        var memory = most.memory() == null ? ofClass.memory() : most.memory();
        if (bytes(size.memory()).compareTo(bytes(memory)) > 0)
            return "Class " + className + " allows up to " + memory + " of memory, not " + size.memory()
                    + "; lower spec.size.memory.";
        var disk = most.disk() == null ? ofClass.disk() : most.disk();
        if (bytes(size.disk()).compareTo(bytes(disk)) > 0)
            return "Class " + className + " allows up to " + requireNonNullElse(disk, new Quantity("0"))
                    + " of disk, not " + size.disk() + "; lower spec.size.disk.";
        return null;
    }

    private static BigDecimal bytes(@Nullable Quantity quantity) {
        return quantity == null ? BigDecimal.ZERO : Quantity.getAmountInBytes(quantity);
    }
}
