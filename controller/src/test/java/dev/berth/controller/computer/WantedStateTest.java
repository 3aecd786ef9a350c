package dev.berth.controller.computer;

import static dev.berth.crd.WantedPower.GONE;
import static dev.berth.crd.WantedPower.HOLD;
import static dev.berth.crd.WantedPower.RUNNING;
import static dev.berth.crd.WantedPower.SUSPENDED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.controller.computer.WantedFacts.Sign;
import dev.berth.crd.HeldBy;
import dev.berth.crd.HeldKind;
import dev.berth.crd.Power;
import dev.berth.crd.WantedPower;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The table of resources.md 3.1: each row as a sentence, and each beating all that follow. */
class WantedStateTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    /** Facts that are easy to change. */
    private static final class Given {
        boolean paused;
        boolean deleting;

        @Nullable
        String maintenance;

        @Nullable
        String refusal;

        @Nullable
        Power power = Power.AUTO;

        boolean quotaSpent;
        Instant used = NOW.minus(Duration.ofHours(2));
        String what = "Face main/3 was opened at 08:00Z";
        Instant asleepAt = Instant.EPOCH;
        List<HeldBy> heldBy = List.of();
        Instant keepAwakeUntil = Instant.EPOCH;
        Instant sleepAt = NOW.minus(Duration.ofHours(1));

        @Nullable
        Instant silentUntil;

        Wanted decide() {
            return WantedState.of(new WantedFacts(
                    paused,
                    deleting,
                    maintenance,
                    refusal,
                    power,
                    quotaSpent,
                    new Sign(used, what),
                    used,
                    asleepAt,
                    heldBy,
                    keepAwakeUntil,
                    sleepAt,
                    silentUntil,
                    NOW));
        }
    }

    private static Wanted given(UnaryOperator<Given> change) {
        return change.apply(new Given()).decide();
    }

    private static void expect(int row, WantedPower power, String because, UnaryOperator<Given> change) {
        assertEquals(new Wanted(row, power, because), given(change));
    }

    @Test
    void pausedHolds() {
        expect(1, HOLD, "It is paused by annotation", given -> {
            given.paused = true;
            return given;
        });
    }

    @Test
    void deletedIsGone() {
        expect(2, GONE, "It is being deleted", given -> {
            given.deleting = true;
            given.maintenance = "Moving";
            return given;
        });
    }

    @Test
    void maintenanceHolds() {
        expect(3, HOLD, "Maintenance: Moving to a new image", given -> {
            given.maintenance = "Moving to a new image.";
            given.power = Power.RUNNING;
            return given;
        });
    }

    @Test
    void aRefusedComputerHolds() {
        expect(4, HOLD, "Class big does not exist", given -> {
            given.refusal = "Class big does not exist.";
            given.power = Power.RUNNING;
            return given;
        });
    }

    @Test
    void aPowerOfALaterReleaseHolds() {
        assertEquals(
                HOLD,
                given(it -> {
                            it.power = null;
                            return it;
                        })
                        .power());
    }

    @Test
    void itsOwnerKeepsItAsleepWhateverIsDemanded() {
        expect(5, SUSPENDED, "Its owner keeps it asleep", given -> {
            given.power = Power.SUSPENDED;
            given.sleepAt = NOW.plusSeconds(60);
            return given;
        });
    }

    @Test
    void aSpentQuotaBeatsRunning() {
        expect(6, SUSPENDED, "This month's hours are used up", given -> {
            given.power = Power.RUNNING;
            given.quotaSpent = true;
            return given;
        });
    }

    @Test
    void itsOwnerKeepsItRunning() {
        expect(7, RUNNING, "Its owner keeps it running", given -> {
            given.power = Power.RUNNING;
            given.asleepAt = NOW;
            return given;
        });
    }

    @Test
    void sentToSleepLaterThanTheLastVisitBeatsWorkInIt() {
        expect(8, SUSPENDED, "Its owner sent it to sleep at 09:59Z", given -> {
            given.used = NOW.minusSeconds(120);
            given.asleepAt = NOW.minusSeconds(60);
            given.sleepAt = NOW.plusSeconds(1800);
            given.heldBy = List.of(new HeldBy(HeldKind.AGENT, "make", NOW.plusSeconds(60)));
            return given;
        });
    }

    @Test
    void aVisitAfterBeingSentToSleepWakesIt() {
        expect(9, RUNNING, "Face main/3 was opened at 08:00Z", given -> {
            given.used = NOW.minusSeconds(30);
            given.asleepAt = NOW.minusSeconds(60);
            given.sleepAt = NOW.plusSeconds(1800);
            return given;
        });
    }

    @Test
    void anAgentAtWorkKeepsItAwake() {
        expect(9, RUNNING, "An agent is at work: make", given -> {
            given.heldBy = List.of(new HeldBy(HeldKind.AGENT, "make", NOW.plusSeconds(60)));
            return given;
        });
    }

    @Test
    void aLeaseKeepsItAwake() {
        expect(9, RUNNING, "Kept awake by npm test", given -> {
            given.heldBy = List.of(new HeldBy(HeldKind.LEASE, "npm test", NOW.plusSeconds(60)));
            return given;
        });
    }

    @Test
    void itsSpecKeepsItAwake() {
        expect(9, RUNNING, "It is kept awake until 11:00Z", given -> {
            given.keepAwakeUntil = NOW.plusSeconds(3600);
            return given;
        });
    }

    @Test
    void anOpenedFaceKeepsItAwakeUntilItsTime() {
        expect(9, RUNNING, "Face main/3 was opened at 08:00Z", given -> {
            given.sleepAt = NOW.plusSeconds(1);
            return given;
        });
    }

    @Test
    void aSilentBoxIsLeftAwakeForAWhile() {
        expect(10, RUNNING, "Its box does not answer, so it is left awake until 10:30Z", given -> {
            given.silentUntil = NOW.plusSeconds(1800);
            return given;
        });
    }

    @Test
    void aBoxThatIsSilentForTooLongSleeps() {
        expect(11, SUSPENDED, "Its box has not answered for too long", given -> {
            given.silentUntil = NOW;
            return given;
        });
    }

    @Test
    void whatNobodyUsesSleeps() {
        expect(11, SUSPENDED, "Nobody has used it since 08:00Z", given -> given);
    }

    @Test
    void workInTheBoxCountsOnlyWhereNobodyAskedForSleep() {
        for (int row : List.of(2, 5, 6, 8)) assertTrue(new Wanted(row, SUSPENDED, "").force());
        assertFalse(new Wanted(11, SUSPENDED, "").force());
    }
}
