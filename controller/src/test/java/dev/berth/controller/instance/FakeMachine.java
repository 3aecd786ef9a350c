package dev.berth.controller.instance;

import dev.berth.controller.provider.MachineRef;
import dev.berth.controller.provider.MachineState;
import java.time.Instant;

/** A machine of {@link FakeProvider}. */
final class FakeMachine {

    final MachineRef ref;
    final String image;
    MachineState state = MachineState.CREATED;
    Instant startedAt = Instant.EPOCH;
    boolean intake;

    FakeMachine(MachineRef ref, String image) {
        this.ref = ref;
        this.image = image;
    }
}
