package dev.berth.controller.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.controller.provider.ProviderException;
import dev.berth.controller.status.Conditions;
import dev.berth.crd.InstancePhase;
import dev.berth.crd.InstancePower;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The right half of the table of resources.md 3.2: what is done when something does not answer, is full, is refused or is gone. */
class InstanceTroubleTest {

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
}
