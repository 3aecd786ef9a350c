package dev.berth.proxy.relay;

import dev.berth.crd.InstancePhase;
import dev.berth.proxy.directory.MachineView.Machine;
import java.util.Optional;

/** Decides what a terminal socket has to be. Pure: same facts, same answer (resources.md 4.4, 4.6). */
final class SocketPlanner {

    private SocketPlanner() {}

    /**
     * @param situation what the cluster says
     * @param link the box side as it is
     * @param holding the box asked to hold
     * @param refused the box said 4101, 423 or nothing, and nothing has happened since that makes another try worth while
     * @param waking a key press or a visit of this socket is waiting for the computer
     */
    record Facts(Situation situation, Link link, boolean holding, boolean refused, boolean waking) {}

    static SocketState plan(Facts facts) {
        return switch (facts.situation()) {
            case Situation.Ended(var code, var reason) -> new SocketState.Closing(code, reason);
            case Situation.Unknown() -> new SocketState.Synthetic();
            case Situation.Underway(var computer, var keeps) -> new SocketState.Synthetic();
            case Situation.Reachable(var machine, var face) -> {
                if (inside(facts, machine)) {
                    yield facts.holding() ? new SocketState.Held() : new SocketState.Spliced();
                }
                yield facts.refused() && !facts.waking()
                        ? new SocketState.Asleep()
                        : new SocketState.Attaching(machine, face);
            }
            case Situation.Resting resting -> resting(facts, resting);
        };
    }

    /** The cache may be older than the box: a link that is up stays up until the cache tells of a sleep that began after it. */
    private static SocketState resting(Facts facts, Situation.Resting resting) {
        Optional<Machine> machine = resting.behind();
        if (machine.isEmpty()) {
            return new SocketState.Asleep();
        }
        if (inside(facts, machine.get()) && !fellAsleep(facts.link(), machine.get())) {
            return facts.holding() ? new SocketState.Held() : new SocketState.Spliced();
        }
        // A key press is carried to the box itself, whatever the cache says: it may have opened its intake again.
        return facts.waking() && Dialable.is(machine.get())
                ? new SocketState.Attaching(machine.get(), resting.face())
                : new SocketState.Asleep();
    }

    private static boolean inside(Facts facts, Machine machine) {
        return facts.link() instanceof Link.Joined(var joined) && joined.sameBoot(machine);
    }

    private static boolean fellAsleep(Link link, Machine now) {
        boolean asleep = now.phase() == InstancePhase.SUSPENDED || now.phase() == InstancePhase.STOPPED;
        return asleep
                && link.target()
                        .filter(then ->
                                then.phase() == now.phase() && then.phaseSince().equals(now.phaseSince()))
                        .isEmpty();
    }
}
