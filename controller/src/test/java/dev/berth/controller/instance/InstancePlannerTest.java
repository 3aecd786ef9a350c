package dev.berth.controller.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.controller.provider.Fence;
import dev.berth.controller.provider.MachineState;
import dev.berth.controller.provider.ProviderException;
import dev.berth.controller.status.Conditions;
import dev.berth.crd.InstancePhase;
import dev.berth.crd.InstancePower;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The table of resources.md 3.2, one sentence a test. */
class InstancePlannerTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static World ready() {
        return new World().settle(MINUTE);
    }

    private static World asleep() {
        var world = ready().wants(InstancePower.SUSPENDED);
        return world.settle(MINUTE);
    }

    private static String reason(World world) {
        return Conditions.reason(world.stored.conditions(), "Ready");
    }

    private static String code(World world) {
        return Objects.requireNonNull(world.stored.incident()).code();
    }

    @Test
    void aNewInstanceIsMadeStartedAndReadyWithTwoWrites() {
        var world = ready();
        assertEquals(InstancePhase.READY, world.phase());
        assertEquals(List.of("create", "start"), world.provider.calls);
        assertEquals(2, world.writes, "Booting and Ready");
    }

    @Test
    void sleepingTakesTwoWritesAndOnePause() {
        var world = ready();
        int before = world.writes;
        world.wants(InstancePower.SUSPENDED).settle(MINUTE);
        assertEquals(InstancePhase.SUSPENDED, world.phase());
        assertEquals(2, world.writes - before, "Suspending and Suspended");
        assertEquals(1, world.provider.count("pause"));
    }

    @Test
    void wakingTakesTwoWritesAndOneUnpause() {
        var world = asleep();
        int before = world.writes;
        world.wants(InstancePower.RUNNING).settle(MINUTE);
        assertEquals(InstancePhase.READY, world.phase());
        assertEquals(2, world.writes - before, "Resuming and Ready");
        assertEquals(1, world.provider.count("unpause"));
    }

    @Test
    void aMachineFoundUnderItsNameIsAdoptedInsteadOfMadeAgain() {
        var world = new World();
        world.provider.trouble = () -> FakeProvider.Trouble.CRASH_AFTER;
        try {
            world.run();
        } catch (FakeProvider.Crash died) {
            world.takeOver();
        }
        world.provider.trouble = () -> FakeProvider.Trouble.NONE;
        world.settle(MINUTE);
        assertEquals(1, world.provider.count("create"));
        assertEquals("Adopted", Conditions.reason(world.stored.conditions(), "Provisioned"));
    }

    @Test
    void nothingIsMadeWhileTheProviderDoesNotAnswer() {
        var world = new World();
        world.provider.blind = () -> true;
        world.settle(Duration.ofMinutes(5));
        assertEquals(List.of(), world.provider.calls);
        assertEquals("ProviderUnavailable", reason(world));
    }

    @Test
    void aReadyMachineIsLeftAloneWhileTheProviderDoesNotAnswer() {
        var world = ready();
        int writes = world.writes;
        world.provider.blind = () -> true;
        world.settle(Duration.ofMinutes(1));
        assertEquals(InstancePhase.READY, world.phase());
        assertEquals(writes, world.writes);
    }

    @Test
    void startWinsBeforeThePause() {
        var world = ready().wants(InstancePower.SUSPENDED);
        world.run();
        assertEquals(InstancePhase.SUSPENDING, world.phase());
        world.wants(InstancePower.RUNNING).settle(MINUTE);
        assertEquals(InstancePhase.READY, world.phase());
        assertEquals(0, world.provider.count("pause"));
        assertTrue(world.provider.intakeOpen());
    }

    @Test
    void startWinsAfterThePause() {
        var world = ready().wants(InstancePower.SUSPENDED);
        world.run();
        world.provider.byHand(MachineState.SUSPENDED);
        world.wants(InstancePower.RUNNING).settle(MINUTE);
        assertEquals(InstancePhase.READY, world.phase());
        assertEquals(1, world.provider.count("unpause"));
        assertEquals(null, world.stored.attempt());
    }

    @Test
    void somebodyWhoComesInTheLastMomentKeepsItAwake() {
        var world = ready().wants(InstancePower.SUSPENDED);
        world.run();
        world.wish = new SleepCheck.Wish.Awake();
        world.run();
        assertEquals(0, world.provider.count("pause"));
    }

    @Test
    void aBusyBoxIsNotSuspendedUntilTheDeadlineForcesIt() {
        var world = ready().wants(InstancePower.SUSPENDED);
        world.provider.busy = true;
        world.wish = new SleepCheck.Wish.Asleep(false, false);
        world.settle(Duration.ofSeconds(20));
        assertEquals(0, world.provider.count("pause"));
        assertEquals(InstancePhase.SUSPENDING, world.phase());
    }

    @Test
    void theConsentOfABoxIsGoodForTenSeconds() {
        var world = ready().wants(InstancePower.SUSPENDED);
        world.run();
        world.leader = () -> world.pass(Duration.ofSeconds(11));
        world.run();
        assertEquals(0, world.provider.count("pause"), "the consent was too old at the call");
    }

    @Test
    void aGateThatKeepsSilentIsRestartedOnceThenMadeAnewThenFailed() {
        var world = new World();
        world.provider.mute = true;
        world.settle(Duration.ofSeconds(45));
        assertEquals(2, world.stored.attempt());
        assertEquals(1, world.provider.count("stop"));
        world.settle(Duration.ofSeconds(30));
        assertEquals(2, world.stored.launch());
        assertEquals(1, world.provider.count("remove"));
        world.settle(Duration.ofSeconds(40));
        assertEquals(InstancePhase.FAILED, world.phase());
        assertEquals("BootTimeout", reason(world));
    }

    @Test
    void aGateThatComesBackEndsTheFailure() {
        var world = new World();
        world.provider.mute = true;
        world.settle(Duration.ofMinutes(3));
        world.provider.mute = false;
        world.settle(Duration.ofMinutes(20));
        assertEquals(InstancePhase.READY, world.phase());
        assertEquals(null, world.stored.incident());
    }

    @Test
    void aWakeThatFailsIsStartedCold() {
        var world = asleep();
        world.provider.mute = true;
        world.wants(InstancePower.RUNNING).settle(Duration.ofSeconds(50));
        assertEquals("WakeTimeout", reason(world));
        world.provider.mute = false;
        world.settle(MINUTE);
        assertEquals(InstancePhase.READY, world.phase());
        assertEquals(1, world.stored.launch());
    }

    @Test
    void aFullProviderIsAskedAgainLaterAndLater() {
        var world = new World();
        world.provider.refusal = new ProviderException.NoCapacity("Region local has no room for 1 CPU.", true, null);
        world.run();
        assertEquals(InstancePhase.PROVISIONING, world.phase());
        assertEquals(
                "Region local has no room for 1 CPU; next try at 09:00Z, or make another computer without a region ("
                        + code(world) + ").",
                Conditions.message(world.stored.conditions(), "Ready"));
        world.settle(Duration.ofMinutes(10));
        int tries = Objects.requireNonNullElse(world.stored.attempt(), 0);
        assertTrue(tries >= 4 && tries <= 6, "tries: " + tries);
    }

    @Test
    void whoLeadsNoMoreTellsABoxNothing() {
        var world = new World();
        world.settle(MINUTE);
        world.leader = () -> {
            throw new ProviderException.Withdrawn("Another replica leads.");
        };
        world.wants(InstancePower.SUSPENDED).run();
        assertTrue(world.provider.intakeOpen(), "the intake of a box that another leader may want");
        world.leader = Fence.OPEN;
        world.settle(MINUTE);
        assertEquals(InstancePhase.SUSPENDED, world.phase());
    }

    @Test
    void whereNoOtherRegionCanHelpNoneIsAdvised() {
        var world = new World();
        world.provider.refusal = new ProviderException.NoCapacity("The disk is full; free some.", false, null);
        world.run();
        assertEquals(
                "The disk is full; free some; next try at 09:00Z (" + code(world) + ").",
                Conditions.message(world.stored.conditions(), "Ready"));
    }

    @Test
    void aDemandEndsABackOffAtOnce() {
        var world = new World();
        world.provider.refusal = new ProviderException.ImageMissing("Image box:1 does not exist.", "box:1", null);
        world.run();
        assertEquals(InstancePhase.FAILED, world.phase());
        world.provider.refusal = null;
        world.urged = true;
        world.settle(Duration.ofSeconds(5));
        assertEquals(InstancePhase.READY, world.phase());
    }

    @Test
    void aFailureWithoutMachineIsGivenUpOnceSleepIsWanted() {
        var world = new World();
        world.provider.refusal = new ProviderException.ImageMissing("Image box:1 does not exist.", "box:1", null);
        world.run();
        world.wants(InstancePower.SUSPENDED).settle(Duration.ofMinutes(2));
        assertEquals(InstancePhase.QUEUED, world.phase());
    }

    @Test
    void aMachineThatVanishedIsMadeAnewUnderTheNextNumber() {
        var world = ready();
        world.provider.destroyedByHand();
        world.settle(MINUTE);
        assertEquals(InstancePhase.READY, world.phase());
        assertEquals(2, world.stored.launch());
        assertEquals("id-2", world.stored.machineId());
    }

    @Test
    void aSleepingMachineFoundRunningIsDemand() {
        var world = asleep();
        world.provider.byHand(MachineState.RUNNING);
        world.run();
        assertEquals(InstancePhase.RESUMING, world.phase());
    }

    @Test
    void aSleepingMachineFoundRunningIsPutBackWhereItsOwnerKeepsItAsleep() {
        var world = asleep();
        world.putBack = true;
        world.provider.byHand(MachineState.RUNNING);
        world.settle(MINUTE);
        assertEquals(InstancePhase.SUSPENDED, world.phase());
        assertFalse(world.runs());
    }

    @Test
    void maintenanceBeginsNothing() {
        var world = ready();
        world.hold = true;
        world.wants(InstancePower.SUSPENDED).settle(Duration.ofMinutes(10));
        assertEquals(InstancePhase.READY, world.phase());
        assertTrue(world.runs());
    }

    @Test
    void anotherImageIsTakenAtTheNextColdStart() {
        var world = ready();
        world.image = "box:2";
        world.wants(InstancePower.STOPPED).settle(MINUTE);
        assertEquals(InstancePhase.STOPPED, world.phase());
        world.wants(InstancePower.RUNNING).settle(MINUTE);
        assertEquals(InstancePhase.READY, world.phase());
        assertEquals(2, world.stored.launch());
    }

    @Test
    void deletionGoesOnUntilTheProviderProvesTheMachineGone() {
        var world = ready();
        world.deletingSince = world.instant();
        world.provider.blind = () -> true;
        world.settle(Duration.ofMinutes(11));
        assertFalse(world.gone);
        assertEquals("Stuck", reason(world));
        world.provider.blind = () -> false;
        world.settle(Duration.ofMinutes(10));
        assertTrue(world.gone);
        assertEquals(List.of(), world.provider.states());
    }

    @Test
    void aLeaderWithAnOldLeaseTouchesNothing() {
        var world = asleep();
        world.leader = () -> {
            throw new ProviderException.Withdrawn("old lease");
        };
        int writes = world.writes;
        world.wants(InstancePower.RUNNING);
        world.run();
        assertEquals(0, world.provider.count("unpause"));
        assertEquals(writes, world.writes);
    }

    @Test
    void anInheritedDeadlineCountsFromTheTakeOver() {
        var world = new World();
        world.provider.mute = true;
        world.settle(Duration.ofSeconds(5));
        world.pass(Duration.ofMinutes(10));
        world.takeOver();
        world.run();
        assertEquals(0, world.provider.count("stop"));
    }
}
