package dev.berth.e2e.api.controller;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.crd.Condition;
import dev.berth.crd.DemandWant;
import dev.berth.crd.FacePhase;
import dev.berth.crd.InstancePhase;
import dev.berth.crd.PowerStatus;
import dev.berth.crd.WakeReason;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What Faces count for, and what of them outlives them. */
@Tag("api")
class FacesTest extends ControllerCase {

    @Test
    void aNumberIsStoredAsClosedBeforeItsFaceGoes() {
        try (var _ = leader("one")) {
            computer("calm-meadow-4821", "");
            ready("calm-meadow-4821");
            face("calm-meadow-4821", 7);
            close("calm-meadow-4821.main.7");
            var agents = Objects.requireNonNull(
                    computer("calm-meadow-4821").getStatus().agents());
            assertEquals(7L, agents.getFirst().highestClosedFace());
        }
    }

    @Test
    void closingTheFaceThatSentItToSleepDoesNotWakeIt() {
        try (var _ = leader("one")) {
            computer("calm-meadow-4821", "");
            ready("calm-meadow-4821");
            face("calm-meadow-4821", 1);
            inItsBoot("calm-meadow-4821.main.1");
            face("calm-meadow-4821", 2);
            inItsBoot("calm-meadow-4821.main.2");
            demand("calm-meadow-4821.main.2", DemandWant.ASLEEP, WakeReason.BUTTON, 1);
            phase("calm-meadow-4821-1", InstancePhase.SUSPENDED);

            close("calm-meadow-4821.main.2");
            quiet();
            assertEquals(0, driver.count("unpause"), "it was woken");
            assertEquals(
                    DemandWant.ASLEEP, Objects.requireNonNull(power().demand()).want());
            assertTrue(
                    Objects.requireNonNull(power().because()).startsWith("Its owner sent it to sleep at "),
                    power()::because);

            demand("calm-meadow-4821.main.1", DemandWant.AWAKE, WakeReason.KEY_PRESS, 3);
            phase("calm-meadow-4821-1", InstancePhase.READY);
            assertEquals(1, driver.count("unpause"));
        }
    }

    @Test
    void itSleepsThoughTheFaceThatAskedForItIsClosedInTheSameMoment() {
        try (var _ = leader("one")) {
            computer("calm-meadow-4821", "");
            ready("calm-meadow-4821");
            face("calm-meadow-4821", 1);
            face("calm-meadow-4821", 2);
            inItsBoot("calm-meadow-4821.main.2");
            close("calm-meadow-4821.main.2");
            demand("calm-meadow-4821.main.1", DemandWant.ASLEEP, WakeReason.BUTTON, 1);
            // Number 1 is below the highest that was closed, so nothing but its demand holds it.
            close("calm-meadow-4821.main.1");
            phase("calm-meadow-4821-1", InstancePhase.SUSPENDED);
            quiet();
            assertEquals(0, driver.count("unpause"), "it was woken");
        }
    }

    @Test
    void whoWasTurnedAwayForWantOfAnAgentDoesNotComeBackAboveTheLimit() {
        try (var _ = leader("one")) {
            computer("calm-meadow-4821", "");
            ready("calm-meadow-4821");
            face("calm-meadow-4821", "codex", 1);
            await().atMost(LONG).until(() -> reason("calm-meadow-4821.codex.1").equals("AgentNotFound"));
            patch("computer", "calm-meadow-4821", "{\"spec\":{\"agents\":[{\"name\":\"main\"},{\"name\":\"codex\"}]}}");
            face("calm-meadow-4821", "codex", 2);
            face("calm-meadow-4821", "codex", 3);
            inItsBoot("calm-meadow-4821.codex.2");
            inItsBoot("calm-meadow-4821.codex.3");
            quiet();
            assertEquals("AgentNotFound", reason("calm-meadow-4821.codex.1"));

            // An agent that is missing for a while costs nobody a session.
            patch("computer", "calm-meadow-4821", "{\"spec\":{\"agents\":[{\"name\":\"main\"}]}}");
            quiet();
            assertEquals(
                    FacePhase.OPEN, face("calm-meadow-4821.codex.2").getStatus().phase());
            face("calm-meadow-4821", "main", 1);
            face("calm-meadow-4821", "main", 2);
            inItsBoot("calm-meadow-4821.main.2");
            face("calm-meadow-4821", "main", 3);
            await().atMost(LONG).until(() -> reason("calm-meadow-4821.main.3").equals("FaceLimit"));
        }
    }

    private static PowerStatus power() {
        return Objects.requireNonNull(computer("calm-meadow-4821").getStatus().power());
    }

    private static String reason(String face) {
        var status = face(face).getStatus();
        if (status == null || status.conditions() == null) return "";
        return Objects.requireNonNull(status.conditions()).stream()
                .filter(condition -> condition.type().equals("Accepted"))
                .map(Condition::reason)
                .map(Objects::requireNonNull)
                .findFirst()
                .orElse("");
    }
}
