package dev.berth.e2e.api.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.crd.DemandWant;
import dev.berth.crd.InstancePhase;
import dev.berth.crd.WakeReason;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a life costs the API server (resources.md 4.3, 4.4, 4.8), as its audit log has it. Events are not Berth's kinds, so they are counted apart. */
@Tag("api")
class WriteBudgetsTest extends ControllerCase {

    @Test
    void fromApplyToReadyTakesSixWritesToSleepFiveAndToWakeSix() {
        try (var _ = leader("one")) {
            computer("calm-meadow-4821", "");
            ready("calm-meadow-4821");
            var before = quiet();
            // The POST of the person who applied it is not the controller's.
            assertEquals(
                    Map.of(
                            "patch computers", 1L,
                            "patch instances", 1L,
                            "patch instances/status", 2L,
                            "patch computers/status", 2L),
                    before.ofController().byKind(),
                    () -> "to Ready: " + before.all());

            face("calm-meadow-4821", 1);
            inItsBoot("calm-meadow-4821.main.1");
            var open = quiet();
            demand("calm-meadow-4821.main.1", DemandWant.ASLEEP, WakeReason.BUTTON, 0);
            phase("calm-meadow-4821-1", InstancePhase.SUSPENDED);
            var slept = quiet();
            assertEquals(5, slept.since(open).ofController().total(), () -> "to sleep: " + slept.since(open));
            assertEquals(6, slept.since(open).total(), () -> "with the demand: " + slept.since(open));

            demand("calm-meadow-4821.main.1", DemandWant.AWAKE, WakeReason.KEY_PRESS, 2);
            phase("calm-meadow-4821-1", InstancePhase.READY);
            var woke = quiet();
            assertEquals(6, woke.since(slept).total(), () -> "to wake, with the demand: " + woke.since(slept));
            assertEquals(1, driver.count("unpause"));
            assertEquals(
                    0,
                    woke.ofController()
                            .which(write -> write.verb().startsWith("delete"))
                            .total(),
                    "nothing was deleted");
        }
    }

    @Test
    void aClosedFaceCostsTheComputersStatusAndItsFinalizer() {
        try (var _ = leader("one")) {
            computer("calm-meadow-4821", "");
            ready("calm-meadow-4821");
            face("calm-meadow-4821", 1);
            inItsBoot("calm-meadow-4821.main.1");
            var open = quiet();
            close("calm-meadow-4821.main.1");
            var closed = quiet();
            assertEquals(
                    Map.of("patch computers/status", 1L, "patch faces", 1L),
                    closed.since(open).ofController().byKind());
        }
    }

    @Test
    void aComputerThatGoesTakesEachOfItsObjectsWithItByOneDelete() {
        try (var _ = leader("one")) {
            computer("calm-meadow-4821", "");
            ready("calm-meadow-4821");
            face("calm-meadow-4821", 1);
            inItsBoot("calm-meadow-4821.main.1");
            var open = quiet();
            api.kubectl().run("delete", "computer", "calm-meadow-4821", "-n", api.namespace(), "--timeout=60s");
            var gone = quiet().since(open).ofController();
            assertEquals(
                    Map.of("delete faces", 1L, "delete instances", 1L),
                    gone.which(write -> write.verb().startsWith("delete")).byKind(),
                    () -> "deleted: " + gone);
            assertEquals(
                    Map.of("patch computers", 1L, "patch faces", 1L, "patch instances", 1L),
                    gone.which(write -> write.verb().equals("patch"))
                            .which(write -> !write.what().endsWith("/status"))
                            .byKind(),
                    () -> "finalizers: " + gone);
        }
    }
}
