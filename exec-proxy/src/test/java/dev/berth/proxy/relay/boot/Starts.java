package dev.berth.proxy.relay.boot;

import dev.berth.crd.InstancePhase;
import dev.berth.crd.Progress;
import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.MachineView.Machine;
import dev.berth.proxy.relay.Fixtures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A machine on its way up, built from the default one: {@code starts(BOOTING).step("create-machine", 500).machine()}. */
final class Starts {

    private final Machine from;
    private final InstancePhase phase;
    private final List<Progress> progress = new ArrayList<>();
    private int launch = 1;
    private int attempt = 1;
    private Instant deadline = ComputerView.NEVER;

    private Starts(InstancePhase phase) {
        this.phase = phase;
        this.from = Fixtures.machine(phase);
    }

    static Starts starts(InstancePhase phase) {
        return new Starts(phase);
    }

    /** The next step has finished. */
    Starts step(String name, String line, long millis) {
        progress.add(new Progress(Fixtures.START.plusSeconds(progress.size()), name, line, millis));
        return this;
    }

    Starts launch(int number) {
        launch = number;
        return this;
    }

    Starts attempt(int number) {
        attempt = number;
        return this;
    }

    Starts deadline(Instant at) {
        deadline = at;
        return this;
    }

    Machine machine() {
        return new Machine(
                from.name(),
                from.uid(),
                launch,
                from.machineId(),
                from.provider(),
                from.region(),
                phase,
                from.phaseSince(),
                deadline,
                "",
                attempt,
                from.address(),
                from.port(),
                from.keyId(),
                from.bootId(),
                from.boxVersion(),
                from.transport(),
                from.keepsMemory(),
                from.keepsDisk(),
                progress,
                from.incident(),
                from.conditions());
    }

    ComputerView computer() {
        return Fixtures.computer(machine());
    }
}
