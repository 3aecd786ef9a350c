package dev.berth.controller.instance;

import dev.berth.controller.status.Conditions;
import dev.berth.crd.Computer;
import dev.berth.crd.Instance;
import org.jspecify.annotations.Nullable;

/** What an Instance's computer says about it outside of {@code Instance.spec}. */
public final class ComputerMarks {

    private ComputerMarks() {}

    /** Maintenance, or a spec that does not fit its class: no transition begins. */
    static boolean holds(@Nullable Computer computer) {
        if (computer == null || computer.getMetadata().getDeletionTimestamp() != null) return false;
        var spec = computer.getSpec();
        var status = computer.getStatus();
        return (spec != null && spec.maintenance() != null)
                || (status != null && Conditions.isFalse(status.conditions(), "Accepted"));
    }

    /**
     * Whether the number of this Instance can never be given again: it is stored, or the computer that counts goes or is another one. Until then the Instance keeps its finalizer, like a
     * Face whose number is not stored (resources.md 4.2).
     */
    public static boolean numberIsSpent(Instance instance, @Nullable Computer computer) {
        if (computer == null || computer.getMetadata().getDeletionTimestamp() != null) return true;
        boolean stranger = instance.getMetadata().getOwnerReferences().stream()
                .filter(owner -> "Computer".equals(owner.getKind()))
                .noneMatch(owner -> computer.getMetadata().getUid().equals(owner.getUid()));
        var status = computer.getStatus();
        return stranger
                || (status != null
                        && status.instanceNumber() != null
                        && status.instanceNumber() >= instance.getSpec().number());
    }

    static @Nullable String annotation(@Nullable Computer computer, String key) {
        return computer == null ? null : computer.getMetadata().getAnnotations().get(key);
    }
}
