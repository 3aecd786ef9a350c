package dev.berth.controller.computer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.controller.status.Conditions;
import dev.berth.crd.InstancePhase;
import dev.berth.crd.Maintenance;
import dev.berth.crd.NewComputers;
import dev.berth.crd.Power;
import dev.berth.ttyd.AgentActivity;
import dev.berth.ttyd.BoxActivity;
import dev.berth.ttyd.BoxLease;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What {@code kubectl get computers} prints along a life (resources.md 7): CLASS POWER PHASE READY REASON FACES SLEEPS. */
class ComputerTranscriptTest extends ComputerScene {

    @Test
    void aLife() {
        create();
        after(2, InstancePhase.BOOTING, null);
        assertEquals("small Auto Booting False Booting 0 09:55Z", line());
        after(5, InstancePhase.READY, null);
        assertEquals("small Auto Ready True Running 0 09:55Z", line());
        now = CREATED.plusSeconds(66);
        face(1, now);
        assertEquals("small Auto Ready True Running 1 09:56Z", line());
        now = Instant.parse("2026-11-21T09:56:00Z");
        assertEquals("small Auto Ready True Running 1 now", line());
        phase(InstancePhase.SUSPENDING, null);
        assertEquals("small Auto Suspending True Suspending 1 now", line());
        phase(InstancePhase.SUSPENDED, null);
        assertEquals("small Auto Suspended True Suspended 1 asleep", line());
        now = Instant.parse("2026-11-21T11:19:30Z");
        face(2, now);
        phase(InstancePhase.RESUMING, null);
        assertEquals("small Auto Resuming True Waking 2 11:50Z", line());
        phase(InstancePhase.READY, null);
        assertEquals("small Auto Ready True Running 2 11:50Z", line());
        computer.getMetadata().setDeletionTimestamp(now.toString());
        assertEquals("small Auto Terminating False Terminating 0 leaving", line());
    }

    @Test
    void anAgentAtWork() {
        running();
        answers(new BoxActivity(
                "b", "v", 1, -1, -1, List.of(new AgentActivity("main", true, 1000, "make")), List.of(), List.of()));
        assertEquals("small Auto Ready True Running 0 agent at work", line());
    }

    @Test
    void aLease() {
        running();
        answers(new BoxActivity(
                "b", "v", 1, -1, -1, List.of(), List.of(new BoxLease("npm test", 3_600_000)), List.of()));
        assertEquals("small Auto Ready True Running 0 held to 10:24Z", line());
    }

    @Test
    void keptRunning() {
        running();
        computer.setSpec(spec(Power.RUNNING, null));
        assertEquals("small Running Ready True Running 0 never", line());
    }

    @Test
    void keptAsleep() {
        running();
        phase(InstancePhase.SUSPENDED, null);
        computer.setSpec(spec(Power.SUSPENDED, null));
        assertEquals("small Suspended Suspended True SuspendedByOwner 0 asleep", line());
    }

    @Test
    void maintenance() {
        running();
        computer.setSpec(
                spec(Power.AUTO, new Maintenance("Moving to a new image", Instant.parse("2026-11-21T12:00:00Z"))));
        assertEquals("small Auto Maintenance False Maintenance 0 on hold", line());
        assertEquals(
                "Moving to a new image; back about 12:00Z.", Conditions.message(status().conditions(), "Maintenance"));
    }

    @Test
    void anImageThatDoesNotExist() {
        create();
        after(2, InstancePhase.FAILED, "ImageMissing");
        assertEquals("small Auto Failed False ImageMissing 0", line());
    }

    @Test
    void aClassThatDoesNotExist() {
        type.setSpec(null);
        assertEquals("small Auto Pending False NotAccepted 0 on hold", line());
        assertEquals(
                "Class small does not exist; create it, or make a new computer in a class that does: kubectl get cclass.",
                Conditions.message(status().conditions(), "Accepted"));
    }

    @Test
    void aClassThatTakesNoNewComputersKeepsThoseItHas() {
        type.setSpec(type(NewComputers.REFUSED));
        assertEquals("ClassRefused", Conditions.reason(status().conditions(), "Accepted"));
        type.setSpec(type(NewComputers.ALLOWED));
        running();
        type.setSpec(type(NewComputers.REFUSED));
        assertEquals("Accepted", Conditions.reason(status().conditions(), "Accepted"));
    }

    @Test
    void aClosedFaceRaisesTheHighestClosedNumberAndNeverLowersIt() {
        running();
        face(7, now);
        faces.getFirst().getMetadata().setDeletionTimestamp(now.toString());
        assertEquals(7L, highestClosed());
        computer.setStatus(status());
        faces.clear();
        assertEquals(7L, highestClosed());
    }

    @Test
    void deletingAFaceNeverShortensTheTimeAwake() {
        running();
        now = now.plusSeconds(600);
        face(1, now);
        var before = status();
        computer.setStatus(before);
        faces.clear();
        assertEquals(
                Objects.requireNonNull(before.power()).sleepAt(),
                Objects.requireNonNull(status().power()).sleepAt());
    }

    @Test
    void theSameFactsGiveTheSameStatus() {
        running();
        face(1, now);
        computer.setStatus(status());
        now = now.plusSeconds(20);
        assertEquals(computer.getStatus(), status());
    }
}
