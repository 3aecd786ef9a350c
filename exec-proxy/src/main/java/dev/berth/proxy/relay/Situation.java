package dev.berth.proxy.relay;

import dev.berth.crd.InstancePhase;
import dev.berth.crd.WantedPower;
import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.FaceView;
import dev.berth.proxy.directory.MachineView;
import dev.berth.proxy.directory.MachineView.Machine;
import dev.berth.ttyd.CloseCode;
import java.util.Optional;

/** What the cluster says about a socket's place, whatever the socket itself is doing. Pure. */
sealed interface Situation {

    /** Nothing more comes here. */
    record Ended(int code, String reason) implements Situation {}

    /** The watches have not shown this face yet. */
    record Unknown() implements Situation {}

    /** The box can be dialled and has answered. */
    record Reachable(Machine machine, FaceView face) implements Situation {}

    /** Asleep, or on the way there. */
    record Resting(ComputerView computer, FaceView face) implements Situation {}

    /**
     * Something is going on that the boot face tells.
     *
     * @param keeps the box of before may come back: what is typed now is not typed in vain
     */
    record Underway(ComputerView computer, boolean keeps) implements Situation {}

    /** The machine behind it, if there is one. */
    default Optional<Machine> behind() {
        return switch (this) {
            case Reachable(var machine, var face) -> Optional.of(machine);
            case Resting(var computer, var face) -> machine(computer);
            case Underway(var computer, var keeps) -> machine(computer);
            case Ended ended -> Optional.empty();
            case Unknown unknown -> Optional.empty();
        };
    }

    private static Optional<Machine> machine(ComputerView computer) {
        return computer.machine() instanceof Machine machine ? Optional.of(machine) : Optional.empty();
    }

    /** @param faceSeen whether the face was there before: then absent means gone, else it means not yet */
    static Situation of(SocketView view, boolean faceSeen) {
        if (view.computer().isEmpty()) {
            return new Ended(CloseCode.NORMAL, "closed");
        }
        ComputerView computer = view.computer().get();
        if (!view.standing().mayLook()) {
            return new Ended(CloseCode.ACCESS_ENDED, "your access to this computer has ended");
        }
        if (view.number() == 0) {
            return new Underway(computer, false);
        }
        if (view.face().isEmpty()) {
            return faceSeen ? new Ended(CloseCode.NORMAL, "closed") : new Unknown();
        }
        FaceView face = view.face().get();
        if (!face.open()) {
            return new Ended(CloseCode.NORMAL, "closed");
        }
        if (computer.maintenance().on() || computer.deleting()) {
            return new Underway(computer, false);
        }
        return switch (computer.machine()) {
            case Machine machine when computer.awake() -> new Reachable(machine, face);
            case Machine machine when machine.asleep() -> new Resting(computer, face);
            case Machine machine ->
                new Underway(
                        computer,
                        machine.phase() == InstancePhase.RESUMING
                                && !machine.bootId().isEmpty());
            case MachineView.None none ->
                computer.decided() == WantedPower.SUSPENDED
                        ? new Resting(computer, face)
                        : new Underway(computer, false);
        };
    }
}
