package dev.berth.proxy.web;

import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.MachineView;

/** The one word for a computer's state (look/LOOK.md 2). */
public enum ComputerState {
    READY,
    WAKING,
    BOOTING,
    ASLEEP,
    MAINTENANCE,
    FAILED,
    DELETING;

    public static ComputerState of(ComputerView computer) {
        if (computer.deleting()) return DELETING;
        if (computer.maintenance().on()) return MAINTENANCE;
        return switch (computer.machine()) {
            // A computer that its class refuses has no machine and never gets one by waiting.
            case MachineView.None() -> computer.accepted() ? BOOTING : FAILED;
            case MachineView.Machine machine -> of(machine);
        };
    }

    private static ComputerState of(MachineView.Machine machine) {
        return switch (machine.phase()) {
            case READY -> READY;
            case RESUMING -> WAKING;
            case QUEUED, PROVISIONING -> BOOTING;
            // A box that booted before is being started again.
            case BOOTING -> machine.bootId().isEmpty() ? BOOTING : WAKING;
            case SUSPENDING, SUSPENDED, STOPPING, STOPPED -> ASLEEP;
            case FAILED -> FAILED;
            case TERMINATING -> DELETING;
        };
    }

    /** As data attributes and the control socket say it. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** As the pill says it. */
    String pill() {
        return this == DELETING ? "being deleted" : word();
    }

    /** The mark and the block have no shape of their own for deleting. */
    String shape() {
        return this == DELETING ? MAINTENANCE.word() : word();
    }
}
