package dev.berth.proxy.relay;

import dev.berth.proxy.directory.MachineView.Machine;
import java.util.Optional;

/** The box side of a terminal socket. */
sealed interface Link {

    record None() implements Link {}

    /** A connection is being made, or its attach not yet answered. */
    record Dialing(Machine machine) implements Link {}

    /** The box has answered with its proof: bytes may flow. */
    record Joined(Machine machine) implements Link {}

    default Optional<Machine> target() {
        return switch (this) {
            case None none -> Optional.empty();
            case Dialing(var machine) -> Optional.of(machine);
            case Joined(var machine) -> Optional.of(machine);
        };
    }
}
