package dev.berth.controller.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.berth.controller.status.Conditions;
import dev.berth.crd.Demand;
import dev.berth.crd.DemandWant;
import dev.berth.crd.FacePhase;
import dev.berth.crd.FaceSpec;
import dev.berth.crd.FaceStatus;
import dev.berth.crd.WakeReason;
import dev.berth.ttyd.SessionActivity;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of a Face (resources.md 3.3), one sentence a test. */
class FacePlannerTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final FaceSpec SPEC = new FaceSpec("calm-meadow-4821", "main", 1, "dev:me", null, null);

    /** A face that was just opened on a running computer. */
    private static final class Given {
        Instant createdAt = NOW.minusSeconds(1);
        boolean fromProxy = true;
        FaceStatus status = FaceStatuses.NONE;
        boolean computer = true;
        boolean stranger;
        boolean agentKnown = true;
        int othersOpen;
        boolean boxReady = true;
        Instant readySince = NOW.minus(Duration.ofDays(5));
        String bootId = "b1";
        Instant answeredAt = NOW;

        @Nullable
        SessionActivity session;

        boolean asleep;

        FaceFacts facts() {
            return new FaceFacts(
                    "main/1",
                    createdAt,
                    fromProxy,
                    status,
                    computer,
                    stranger,
                    agentKnown,
                    othersOpen,
                    20,
                    null,
                    boxReady,
                    readySince,
                    bootId,
                    Duration.ofHours(24),
                    answeredAt,
                    session,
                    asleep,
                    NOW);
        }

        FacePlan plan() {
            return FacePlanner.plan(facts());
        }

        FaceStatus report() {
            var report = FaceStatuses.report(plan(), facts(), SPEC, 1);
            if (report == null) throw new AssertionError("nothing to say");
            return report;
        }
    }

    private static FaceStatus open(String bootId, @Nullable Instant usedAt) {
        var conditions = Conditions.after(null, 1, NOW.minus(Duration.ofHours(30)))
                .isTrue("Accepted", "Accepted", "")
                .isTrue("Ready", "Open", "")
                .list();
        return new FaceStatus(1L, FacePhase.OPEN, "main-1", bootId, usedAt, conditions, null);
    }

    @Test
    void aNewFaceIsOpenInTheBootOfItsMachine() {
        var given = new Given();
        var status = given.report();
        assertEquals(FacePhase.OPEN, status.phase());
        assertEquals("main-1", status.session());
        assertEquals("b1", status.bootId());
        assertEquals("Open", Conditions.reason(status.conditions(), "Ready"));
    }

    @Test
    void aFaceOfASleepingComputerIsAcceptedAndWaits() {
        var given = new Given();
        given.boxReady = false;
        assertEquals("Waking", Conditions.reason(given.report().conditions(), "Ready"));
        assertEquals(null, given.report().bootId());
    }

    @Test
    void aFaceStaysReadyWhileItsComputerSleeps() {
        var given = new Given();
        given.status = open("b1", NOW);
        given.boxReady = false;
        given.asleep = true;
        assertEquals("Open", Conditions.reason(given.report().conditions(), "Ready"));
    }

    @Test
    void aFaceMadeByHandOverTheLimitIsRejected() {
        var given = new Given();
        given.fromProxy = false;
        given.othersOpen = 20;
        assertEquals(
                "Agent main already has 20 open faces; close one and create another.",
                Conditions.message(given.report().conditions(), "Accepted"));
    }

    @Test
    void theProxyHasKeptTheLimitAlready() {
        var given = new Given();
        given.othersOpen = 20;
        assertInstanceOf(FacePlan.Open.class, given.plan());
    }

    @Test
    void aLoweredLimitClosesNothing() {
        var given = new Given();
        given.fromProxy = false;
        given.othersOpen = 30;
        given.status = open("b1", NOW);
        assertInstanceOf(FacePlan.Open.class, given.plan());
    }

    @Test
    void aFaceOfAnUnknownAgentIsRejectedAndGoesAfterTenMinutes() {
        var given = new Given();
        given.agentKnown = false;
        given.status = given.report();
        assertInstanceOf(FacePlan.Reject.class, given.plan());
        given.status = new FaceStatus(
                1L,
                FacePhase.REJECTED,
                null,
                null,
                null,
                Conditions.after(null, 1, NOW.minusSeconds(601))
                        .isFalse("Accepted", "AgentNotFound", "")
                        .list(),
                null);
        assertInstanceOf(FacePlan.Close.class, given.plan());
    }

    @Test
    void whoCameBeforeItsAgentStaysOutSinceProxiesGiveItsPlaceToOthers() {
        for (boolean fromProxy : new boolean[] {true, false}) {
            var given = new Given();
            given.fromProxy = fromProxy;
            given.agentKnown = false;
            given.status = given.report();
            given.agentKnown = true;
            var rejected = assertInstanceOf(FacePlan.Reject.class, given.plan());
            assertEquals("AgentNotFound", rejected.reason());
            assertEquals(
                    "The computer has no agent main; add it to spec.agents and open another face.", rejected.message());
        }
    }

    @Test
    void anOpenFaceOutlivesAnAgentThatIsTakenOutOfTheSpecAndPutBack() {
        var given = new Given();
        given.status = open("b1", NOW);
        given.agentKnown = false;
        assertInstanceOf(FacePlan.Open.class, given.plan());
    }

    @Test
    void theRejectedTakeNoPlace() {
        var given = new Given();
        given.computer = false;
        assertEquals(false, FacePlanner.counts(given.report()));
        assertEquals(true, FacePlanner.counts(FaceStatuses.NONE));
        assertEquals(true, FacePlanner.counts(open("b1", NOW)));
    }

    @Test
    void aClosingFaceGoesOnceItsNumberIsSpentAndItsDemandIsKept() {
        assertEquals(false, FacePlanner.mayGo(6, 7, true));
        assertEquals(false, FacePlanner.mayGo(7, 7, false));
        assertEquals(true, FacePlanner.mayGo(7, 7, true));
    }

    @Test
    void aFaceOfAnEarlierComputerOfTheNameGoesAtOnce() {
        var given = new Given();
        given.stranger = true;
        assertInstanceOf(FacePlan.Close.class, given.plan());
    }

    @Test
    void aSessionOfAnEarlierBootIsLostAndItsFaceGoesAfterTenMinutes() {
        var given = new Given();
        given.status = open("b0", NOW);
        var status = given.report();
        assertEquals("Lost", Conditions.reason(status.conditions(), "Ready"));
        assertEquals("b0", status.bootId());
        given.status = new FaceStatus(
                1L,
                FacePhase.OPEN,
                "main-1",
                "b0",
                NOW,
                Conditions.after(null, 1, NOW.minusSeconds(601))
                        .isTrue("Accepted", "Accepted", "")
                        .isFalse("Ready", "Lost", "")
                        .list(),
                null);
        assertInstanceOf(FacePlan.Close.class, given.plan());
    }

    @Test
    void aFaceThatNobodyAttachedToGoesAfterTenMinutesButNeverOnAnOldAnswer() {
        var given = new Given();
        given.createdAt = NOW.minusSeconds(601);
        given.status = open("b1", null);
        given.answeredAt = NOW.minusSeconds(600);
        assertInstanceOf(FacePlan.Ask.class, given.plan());
        given.answeredAt = NOW;
        assertInstanceOf(FacePlan.Close.class, given.plan());
    }

    @Test
    void theTimeThatItsComputerSleptDoesNotCount() {
        var given = new Given();
        given.createdAt = NOW.minus(Duration.ofDays(3));
        given.readySince = NOW.minusSeconds(5);
        given.status = open("b1", null);
        assertInstanceOf(FacePlan.Open.class, given.plan());
    }

    @Test
    void aVisitThatHasJustWokenItKeepsIt() {
        var given = new Given();
        given.createdAt = NOW.minus(Duration.ofDays(3));
        var open = open("b1", null);
        given.status = new FaceStatus(
                1L,
                open.phase(),
                open.session(),
                open.bootId(),
                null,
                open.conditions(),
                new Demand(DemandWant.AWAKE, NOW.minusSeconds(3), WakeReason.KEY_PRESS));
        assertInstanceOf(FacePlan.Open.class, given.plan());
    }

    @Test
    void anAttachedFaceStaysHoweverOldItIs() {
        var given = new Given();
        given.createdAt = NOW.minus(Duration.ofDays(3));
        given.status = open("b1", NOW.minus(Duration.ofDays(2)));
        given.session = new SessionActivity("main/1", true, Duration.ofDays(2).toMillis(), false);
        assertInstanceOf(FacePlan.Open.class, given.plan());
    }

    @Test
    void aFaceInWhichSomethingRunsStays() {
        var given = new Given();
        given.status = open("b1", NOW.minus(Duration.ofDays(2)));
        given.session = new SessionActivity("main/1", false, Duration.ofDays(2).toMillis(), true);
        assertInstanceOf(FacePlan.Open.class, given.plan());
    }

    @Test
    void aFaceThatNobodyUsedForADayIsClosed() {
        var given = new Given();
        given.status = open("b1", NOW.minus(Duration.ofDays(2)));
        given.session = new SessionActivity("main/1", false, Duration.ofDays(2).toMillis(), false);
        assertEquals(
                "nobody used it for 24h",
                assertInstanceOf(FacePlan.Close.class, given.plan()).why());
    }

    @Test
    void whenItWasLastUsedIsWrittenAtASuspendAndElseAtMostHourly() {
        var given = new Given();
        given.status = open("b1", NOW.minusSeconds(1800));
        given.session = new SessionActivity("main/1", false, 60_000, false);
        assertEquals(NOW.minusSeconds(1800), given.report().lastUsedAt());
        given.boxReady = false;
        given.asleep = true;
        assertEquals(NOW.minusSeconds(60), given.report().lastUsedAt());
    }
}
