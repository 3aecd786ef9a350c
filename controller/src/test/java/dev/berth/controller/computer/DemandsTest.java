package dev.berth.controller.computer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.berth.controller.activity.WakeOn;
import dev.berth.controller.computer.WantedFacts.Sign;
import dev.berth.crd.ComputerStatus;
import dev.berth.crd.Demand;
import dev.berth.crd.DemandWant;
import dev.berth.crd.Face;
import dev.berth.crd.KeptDemand;
import dev.berth.crd.PowerStatus;
import dev.berth.crd.WakeReason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which demand is the newest, when the Faces that carried them come and go. */
class DemandsTest {

    private static final Instant NINE = Instant.parse("2026-11-21T09:00:00Z");
    private static final WakeOn CLASS = WakeOn.of(null);

    private static Instant at(int minutes) {
        return NINE.plusSeconds(60L * minutes);
    }

    private static Demand asleep(int minutes) {
        return new Demand(DemandWant.ASLEEP, at(minutes), WakeReason.BUTTON);
    }

    private static Demand awake(int minutes, WakeReason reason) {
        return new Demand(DemandWant.AWAKE, at(minutes), reason);
    }

    private static Face opened(int minutes) {
        return Stored.face(1, at(minutes));
    }

    private static KeptDemand kept(Demand demand) {
        return new KeptDemand(demand.want(), demand.at(), demand.reason(), "main/1");
    }

    /** A status that keeps this demand. */
    private static ComputerStatus keeping(@Nullable Demand demand) {
        var power = new PowerStatus(null, null, null, null, null, demand == null ? null : kept(demand));
        return new ComputerStatus(
                1L, null, null, null, null, null, null, null, null, power, null, null, null, null, null);
    }

    private static Demands demands(@Nullable Demand kept, Face... faces) {
        return Demands.of(List.of(faces), CLASS, keeping(kept));
    }

    @Test
    void nobodyEverAsked() {
        var demands = Demands.of(List.of(), CLASS, null);
        assertNull(demands.newest());
        assertEquals(Instant.EPOCH, demands.asleepAt());
        assertEquals(Instant.EPOCH, demands.awakeAt());
    }

    @Test
    void anOpenedFaceIsDemand() {
        var demands = demands(null, opened(0));
        assertEquals(kept(awake(0, WakeReason.NAVIGATION)), demands.newest());
        assertEquals(new Sign(at(0), "Face main/1 was opened at 09:00Z"), demands.sign());
    }

    @Test
    void sentToSleepFromAFaceThatIsClosedSinceStands() {
        var demands = demands(asleep(5));
        assertEquals(at(5), demands.asleepAt());
        assertNull(demands.sign());
    }

    @Test
    void whoeverOpenedItIsNamedAlsoWhenTheFaceIsClosed() {
        assertEquals(
                new Sign(at(6), "A key was pressed in face main/1 at 09:06Z"),
                demands(awake(6, WakeReason.KEY_PRESS)).sign());
    }

    @Test
    void theOtherFacesAreOlderAndDoNotWakeIt() {
        assertEquals(at(5), demands(asleep(5), opened(1)).asleepAt());
    }

    @Test
    void aLaterVisitEndsIt() {
        var demands = demands(asleep(5), opened(6));
        assertEquals(Instant.EPOCH, demands.asleepAt());
        assertEquals(at(6), demands.awakeAt());
    }

    @Test
    void aVisitorWhoLeftDoesNotPutTheOthersToSleep() {
        var sentToSleep = Stored.with(opened(1), asleep(5));
        var demands = demands(awake(6, WakeReason.NAVIGATION), sentToSleep);
        assertEquals(Instant.EPOCH, demands.asleepAt());
        assertEquals(at(6), demands.awakeAt());
    }

    @Test
    void ofTwoOfOneSecondTheOneForBeingAwakeStands() {
        assertEquals(at(5), demands(asleep(5), opened(5)).awakeAt());
        assertEquals(
                at(5),
                demands(awake(5, WakeReason.KEY_PRESS), Stored.with(opened(1), asleep(5)))
                        .awakeAt());
    }

    @Test
    void whatTheClassDoesNotLetWakeIsNoDemand() {
        var looked = Stored.with(opened(1), awake(7, WakeReason.PREVIEW));
        assertEquals(at(5), demands(asleep(5), looked).asleepAt());
        assertEquals(
                at(7),
                Demands.of(List.of(looked), new WakeOn(List.of(WakeReason.PREVIEW)), keeping(asleep(5)))
                        .awakeAt());
    }

    @Test
    void aWantOfALaterReleaseMeansNothing() {
        var demands = demands(new Demand(null, at(9), null), Stored.with(opened(1), asleep(5)));
        assertEquals(at(5), demands.asleepAt());
    }

    @Test
    void aFaceIsKeptOnceTheStatusHoldsItsDemandOrANewerOne() {
        var face = Stored.with(opened(1), asleep(5));
        assertEquals(false, CLASS.isKept(face, null));
        assertEquals(false, CLASS.isKept(face, kept(awake(4, WakeReason.KEY_PRESS))));
        assertEquals(true, CLASS.isKept(face, kept(asleep(5))));
        assertEquals(true, CLASS.isKept(face, kept(awake(8, WakeReason.KEY_PRESS))));
        assertEquals(true, new WakeOn(List.of()).isKept(opened(1), null), "nothing of it counts");
    }
}
