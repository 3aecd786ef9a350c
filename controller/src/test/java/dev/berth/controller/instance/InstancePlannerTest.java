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
