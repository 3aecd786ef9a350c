package dev.berth.proxy.relay;

import static dev.berth.proxy.relay.Fixtures.START;
import static dev.berth.proxy.relay.Fixtures.computer;
import static dev.berth.proxy.relay.Fixtures.face;
import static dev.berth.proxy.relay.Fixtures.machine;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.crd.InstancePhase;
import dev.berth.crd.Power;
import dev.berth.proxy.access.Standing;
import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.FaceView;
import dev.berth.proxy.directory.MachineView;
import dev.berth.proxy.directory.MachineView.Machine;
import dev.berth.proxy.directory.MaintenanceView;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SocketPlannerTest {

    private static final Machine READY = machine(InstancePhase.READY);
    private static final Machine ASLEEP = at(InstancePhase.SUSPENDED, START.plusSeconds(60));
    private static final Machine FALLING = at(InstancePhase.SUSPENDING, START.plusSeconds(50));
    private static final Machine RESTARTED =
            machine(InstancePhase.READY, START.plusSeconds(99), "127.0.0.1", 7681, "aaaaaaaa");
    private static final Machine HOMELESS = machine(InstancePhase.SUSPENDED, START, "", 0, "5f2c9a10");
    private static final Link NONE = new Link.None();

    static Stream<Arguments> table() {
        return Stream.of(
                row("ready, nothing dialled", view(READY), NONE, "", "Attaching"),
                row("ready, being dialled", view(READY), new Link.Dialing(READY), "", "Attaching"),
                row("ready, joined", view(READY), new Link.Joined(READY), "", "Spliced"),
                row("ready, joined, the box asks to hold", view(READY), new Link.Joined(READY), "holding", "Held"),
                row("ready, joined to an earlier boot", view(RESTARTED), new Link.Joined(READY), "", "Attaching"),
                row("the cache says ready, the box refused", view(READY), NONE, "refused", "Asleep"),
                row("the box refused, then a key", view(READY), NONE, "refused waking", "Attaching"),
                row("falling asleep, still joined", view(FALLING), new Link.Joined(READY), "", "Spliced"),
                row("fell asleep under a joined socket", view(ASLEEP), new Link.Joined(READY), "", "Asleep"),
                row("joined while the cache still says asleep", view(ASLEEP), new Link.Joined(ASLEEP), "", "Spliced"),
                row("asleep", view(ASLEEP), NONE, "", "Asleep"),
                row("asleep, a key was pressed", view(ASLEEP), NONE, "waking", "Attaching"),
                row("asleep without an address, a key was pressed", view(HOMELESS), NONE, "waking", "Asleep"),
                row("resuming", view(machine(InstancePhase.RESUMING)), NONE, "waking", "Synthetic"),
                row("booting", view(machine(InstancePhase.BOOTING)), NONE, "", "Synthetic"),
                row("failed", view(machine(InstancePhase.FAILED)), NONE, "", "Synthetic"),
                row("being deleted at its provider", view(machine(InstancePhase.TERMINATING)), NONE, "", "Synthetic"),
                row("no machine yet", view(new MachineView.None()), NONE, "", "Synthetic"),
                row("maintenance under a joined socket", maintained(), new Link.Joined(READY), "", "Synthetic"),
                row("the console never attaches", console(), NONE, "waking", "Synthetic"),
                row("a face that the watches have not shown", faceless(), NONE, "", "Synthetic"),
                row("a face that is gone", faceless(), NONE, "seen", "Closing 1000"),
                row("a face that is closing", closing(), new Link.Joined(READY), "", "Closing 1000"),
                row("access has ended", standing(Standing.NONE), new Link.Joined(READY), "", "Closing 4403"),
                row("a watcher of a ready computer", standing(Standing.VIEWER), NONE, "", "Attaching"),
                row("the computer is gone", gone(), NONE, "", "Closing 1000"));
    }

    @ParameterizedTest(name = "{0}: {4}")
    @MethodSource("table")
    void isDecidedFromFactsAlone(String name, SocketView view, Link link, String flags, String wanted) {
        Situation situation = Situation.of(view, flags.contains("seen"));
        SocketState state = SocketPlanner.plan(new SocketPlanner.Facts(
                situation, link, flags.contains("holding"), flags.contains("refused"), flags.contains("waking")));

        String got = state.getClass().getSimpleName();
        assertEquals(wanted, state instanceof SocketState.Closing(var code, var reason) ? got + " " + code : got, name);
    }

    private static Machine at(InstancePhase phase, Instant since) {
        return machine(phase, since, "127.0.0.1", 7681, "5f2c9a10");
    }

    private static SocketView view(MachineView machine) {
        return view(computer(machine), 1, Optional.of(face()), Standing.OWNER);
    }

    private static SocketView view(ComputerView computer, long number, Optional<FaceView> face, Standing standing) {
        return new SocketView(Optional.of(computer), number, face, standing, true, ComputerView.NEVER);
    }

    private static SocketView maintained() {
        var maintenance = new MaintenanceView(true, "Moving to a larger disk.", ComputerView.NEVER);
        return view(computer(READY, Power.AUTO, maintenance), 1, Optional.of(face()), Standing.OWNER);
    }

    private static SocketView console() {
        return view(computer(READY), 0, Optional.empty(), Standing.VIEWER);
    }

    private static SocketView faceless() {
        return view(computer(READY), 1, Optional.empty(), Standing.OWNER);
    }

    private static SocketView closing() {
        return view(computer(READY), 1, Optional.of(face(1, true)), Standing.OWNER);
    }

    private static SocketView standing(Standing standing) {
        return view(computer(READY), 1, Optional.of(face()), standing);
    }

    private static SocketView gone() {
        return new SocketView(Optional.empty(), 1, Optional.empty(), Standing.NONE, false, ComputerView.NEVER);
    }

    private static Arguments row(String name, SocketView view, Link link, String flags, String wanted) {
        return Arguments.of(name, view, link, flags, wanted);
    }
}
