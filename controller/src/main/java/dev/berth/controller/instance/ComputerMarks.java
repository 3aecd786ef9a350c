package dev.berth.controller.instance;

import dev.berth.controller.status.Conditions;
import dev.berth.crd.Computer;
import org.jspecify.annotations.Nullable;

/** What an Instance's computer says about it outside of {@code Instance.spec}. */
final class ComputerMarks {

    private ComputerMarks() {}

    /** Maintenance, or a spec that does not fit its class: no transition begins. */
    static boolean holds(@Nullable Computer computer) {
        if (computer == null || computer.getMetadata().getDeletionTimestamp() != null) return false;
        var spec = computer.getSpec();
        var status = computer.getStatus();
        return (spec != null && spec.maintenance() != null)
                || (status != null && Conditions.isFalse(status.conditions(), "Accepted"));
    }

    static @Nullable String annotation(@Nullable Computer computer, String key) {
        return computer == null ? null : computer.getMetadata().getAnnotations().get(key);
    }
}
