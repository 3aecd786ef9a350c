package dev.berth.proxy.relay.boot;

import static dev.berth.proxy.relay.Fixtures.START;
import static dev.berth.proxy.relay.Fixtures.computer;
import static dev.berth.proxy.relay.Fixtures.machine;
import static dev.berth.proxy.relay.Fixtures.notReady;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.crd.InstancePhase;
import dev.berth.crd.Power;
import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.MachineView;
import dev.berth.proxy.directory.MaintenanceView;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** From a computer's status to the words of its boot face; colours left out. */
class BootStoryTest {

    private static final Instant NOW = START.plusSeconds(3);

    static Stream<Arguments> stories() {
        MaintenanceView moving = new MaintenanceView(true, "Moving to a larger disk.", START.plusSeconds(3600));
        return Stream.of(
                Arguments.of(
                        "asleep, its owner looks",
                        computer(machine(InstancePhase.SUSPENDED)),
                        moment(false, true),
                        List.of(
                                "│▯│  calm-meadow-4821",
                                "└─┘  asleep since 09:25Z",
                                "It had nothing to do for 30 min. Press any key to wake it.")),
                Arguments.of(
                        "asleep, a watcher looks",
                        computer(machine(InstancePhase.SUSPENDED)),
                        moment(false, false),
                        List.of(
                                "│▯│  calm-meadow-4821",
                                "└─┘  asleep since 09:25Z",
                                "It had nothing to do for 30 min.")),
                Arguments.of(
                        "kept asleep",
                        computer(machine(InstancePhase.SUSPENDED), Power.SUSPENDED, MaintenanceView.NONE),
                        moment(false, true),
                        List.of("│▯│  calm-meadow-4821", "└─┘  asleep since 09:25Z", "Its owner keeps it asleep.")),
                Arguments.of(
                        "waking after a key",
                        computer(machine(InstancePhase.RESUMING)),
                        moment(true, true),
                        List.of(
                                "│▄│  calm-meadow-4821",
                                "└─┘  waking, in a container",
                                "✓ request  a key was pressed",
                                "· machine  3 s")),
                Arguments.of(
                        "no machine yet",
                        computer(new MachineView.None()),
                        moment(false, true),
                        List.of(
                                "│▁│  calm-meadow-4821",
                                "└─┘  new computer",
                                "✓ request  1 cpu, 1 GB, class local",
                                "· machine  1 s")),
                Arguments.of(
                        "no room, asked again later",
                        notReady(
                                Starts.starts(InstancePhase.PROVISIONING)
                                        .attempt(3)
                                        .deadline(NOW.plusSeconds(300))
                                        .computer(),
                                "NoCapacity",
                                "The disk is full; free some, then it goes on by itself (INC-7K2QD4MX)."),
                        moment(false, true),
                        List.of(
                                "│!│  calm-meadow-4821",
                                "└─┘  waking, in a container",
                                "✓ request  1 cpu, 1 GB, class local",
                                "✗ machine  no room in local, asked 3 times",
                                "The disk is full; free some, then it goes on by itself.",
                                "Berth tries again in 5 min. You can try now.")),
                Arguments.of(
                        "maintenance, for a guest",
                        computer(machine(InstancePhase.READY), Power.AUTO, moving),
                        moment(false, false),
                        List.of(
                                "│▒│  calm-meadow-4821",
                                "└─┘  maintenance, until about 10:25Z",
                                "Moving to a larger disk.",
                                "This page turns back into the terminal by itself.")));
    }

    /** At its deadline a start says which try comes next, of how many (resources.md 3.2). */
    @ParameterizedTest(name = "{0}, try {1}")
    @CsvSource({
        "BOOTING, 1, 'no answer for 3 s, trying again (2 of 3)'",
        "BOOTING, 2, 'no answer for 3 s, trying again (3 of 3)'",
        "BOOTING, 3, 'no answer for 3 s'",
        "BOOTING, 7, 'no answer for 3 s'",
        "RESUMING, 1, 'no answer for 3 s, trying again (2 of 3)'",
        "PROVISIONING, 4, 'no answer for 3 s, trying again'"
    })
    void aDeadlineSaysWhatComesNext(InstancePhase phase, int attempt, String detail) {
        var late = Starts.starts(phase).attempt(attempt).deadline(NOW).computer();

        var lines = words(new BootStory(new StepTimes(), new StartTimes()).tell(late, moment(false, true)));

        assertTrue(lines.stream().anyMatch(line -> line.contains("  " + detail + "  ")), lines::toString);
    }

    @Test
    void aDeadlineThatHasNotComeIsAllThatIsKnown() {
        var booting = Starts.starts(InstancePhase.BOOTING)
                .deadline(NOW.plusSeconds(27))
                .computer();

        var lines = words(new BootStory(new StepTimes(), new StartTimes()).tell(booting, moment(false, true)));

        assertTrue(lines.contains("· boot  at most 30 s  3 s"), lines::toString);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void tellsWhatTheStatusSays(String name, ComputerView computer, BootMoment moment, List<String> words) {
        BootScript script = new BootStory(new StepTimes(), new StartTimes()).tell(computer, moment);

        assertEquals(words, words(script));
    }

    /** The lines of a face, without colours and runs of spaces. */
    static List<String> words(BootScript script) {
        return BootFace.lines(script, 80).stream()
                .map(line -> line.replaceAll("\u001b\\[[0-9]+m", "")
                        .replaceAll(" {3,}", "  ")
                        .strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static BootMoment moment(boolean keyPressed, boolean insider) {
        return new BootMoment(NOW, NOW.minusMillis(1_500), keyPressed, false, false, insider, 0, List.of());
    }
}
