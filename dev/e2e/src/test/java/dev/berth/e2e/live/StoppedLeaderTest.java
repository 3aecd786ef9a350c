package dev.berth.e2e.live;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.crd.InstancePhase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A leader that is stopped on its way to put a machine to sleep, and continued when the machine has long been wanted awake
 * again by another: it believes to lead, and must not act on that belief.
 */
@Tag("box")
@ExtendWith(Live.class)
class StoppedLeaderTest {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final String STOPPED = "controller-stopped";
    private static final String HEIR = "controller-b";
    private static final Duration LONGER_THAN_ANY_LEASE = Duration.ofSeconds(40);
    /** A pause takes well under a second; a leader that acts on what it had in hand acts at once. */
    private static final Duration LONG_ENOUGH_TO_ACT = Duration.ofSeconds(10);

    private Replicas replicas;

    @BeforeEach
    void live(Berth berth) {
        replicas = berth.replicas();
    }

    @AfterEach
    void twoControllersAgain() {
        if (replicas.runs(STOPPED)) {
            signal("CONT");
            replicas.stop(STOPPED);
        }
        if (!replicas.runs("controller-a")) replicas.startController("controller-a");
        if (!replicas.runs(HEIR)) replicas.startController(HEIR);
        replicas.awaitReady();
    }

    @ParameterizedTest
    @CsvSource({"container.pause.before, stopped-pause", "quiesce.after, stopped-quiesce", "quiesce.before, stopped-ask"
    })
    void continuedItDoesNothingToAMachineThatIsWantedAwake(String point, String name, Berth berth) {
        var computer = berth.computer(name, "local", "").awaitReady();
        face(berth, name);
        leadBy(point);
        try (var events = EngineEvents.of(computer.machine())) {
            var asked = CLOCK.instant();
            computer.demandSleep(1, asked);
            await("the leader stops at " + point)
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> Berth.read(replicas.log(STOPPED)).contains("fault " + point + " stop") && stopped());
            var stoppedAt = CLOCK.instant();

            demandAwake(berth, name, asked.plusSeconds(2));
            await("the heir leads").atMost(LONGER_THAN_ANY_LEASE).until(() -> replicas.leader()
                    .equals(HEIR));
            await("40 s stopped").atMost(LONGER_THAN_ANY_LEASE.plusSeconds(5)).until(() -> CLOCK.instant()
                    .isAfter(stoppedAt.plus(LONGER_THAN_ANY_LEASE)));
            await("awake: " + name)
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> computer.phase() == InstancePhase.READY && computer.is("Running"));
            assertTrue(stopped(), "it must still be stopped, or this test proves nothing");
            var before = events.actions();

            signal("CONT");

            await("it ends").atMost(Duration.ofSeconds(30)).until(() -> !replicas.runs(STOPPED));
            await("time enough to act")
                    .during(LONG_ENOUGH_TO_ACT)
                    .atMost(LONG_ENOUGH_TO_ACT.plusSeconds(10))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertEquals(before, events.actions(), "the old leader touched the machine"));
            assertEquals(0, events.count("pause"), "nobody wanted it asleep any more");
            assertEquals(HEIR, replicas.leader());
            assertEquals(InstancePhase.READY, computer.phase());
            assertEquals("42", computer.exec("sh", "-c", "echo $((6*7))"), "the box works");
        }
    }

    /** The first controller is one that stops itself at the point, the second takes over. */
    private void leadBy(String point) {
        replicas.stop("controller-a");
        replicas.stop(HEIR);
        replicas.startController(STOPPED, point + ":stop");
        await("it leads").atMost(Duration.ofSeconds(40)).until(() -> replicas.leader()
                .equals(STOPPED));
        replicas.startController(HEIR);
        replicas.awaitReady();
    }

    private static void face(Berth berth, String computer) {
        berth.plane().kubectl().withInput("""
                        apiVersion: berth.dev/v1alpha1
                        kind: Face
                        metadata: {name: %1$s.main.1, namespace: default}
                        spec: {computer: %1$s, agent: main, number: 1, createdBy: "dev:me"}
                        """.formatted(computer), "apply", "-f", "-");
    }

    private static void demandAwake(Berth berth, String computer, Instant at) {
        berth.plane()
                .kubectl()
                .run(
                        "patch",
                        "face",
                        computer + ".main.1",
                        "-n",
                        "default",
                        "--subresource=status",
                        "--type=merge",
                        "-p",
                        "{\"status\":{\"demand\":{\"want\":\"Awake\",\"reason\":\"KeyPress\",\"at\":\"%s\"}}}"
                                .formatted(at.truncatedTo(ChronoUnit.SECONDS)));
    }

    /** Whether the kernel says T: stopped, not merely slow. */
    private boolean stopped() {
        var status = "/proc/" + replicas.find(STOPPED).pid() + "/status";
        return Berth.read(Path.of(status)).contains("State:\tT");
    }

    private void signal(String name) {
        try {
            var kill = new ProcessBuilder(
                            "kill",
                            "-" + name,
                            Long.toString(replicas.find(STOPPED).pid()))
                    .redirectErrorStream(true)
                    .start();
            var output = new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, kill.waitFor(), output);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while sending SIG" + name, interrupted);
        }
    }
}
