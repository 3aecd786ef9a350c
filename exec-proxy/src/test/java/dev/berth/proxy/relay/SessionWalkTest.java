package dev.berth.proxy.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random walks: holds, sleeps, freezes, crashes, stale caches, lost roles, reconnects. No key is lost or doubled, nothing is said to a box
 * before its proof, and neither reports nor reconnects nor viewers wake anything. A seed replays with {@code -Dberth.seed=N}.
 */
class SessionWalkTest {

    private static final int STEPS = 400;
    private static final int WALKS = 150;

    /** Seeds differ in how much happens: some need a few walks more, and none needs twice as many. */
    private static final int MOST_WALKS = 2 * WALKS;

    @Test
    void noKeyIsLostOrDoubledAndNothingWakesByItself() {
        long base = Long.getLong("berth.seed", System.nanoTime() & 0xFFFF_FFFFL);
        int keys = 0;
        int splices = 0;
        int wakes = 0;
        int walks = 0;
        boolean enough = false;
        for (; walks < MOST_WALKS && !(walks >= WALKS && enough); walks++) {
            SessionWorld world = walk(base + walks, null);
            assertEquals(List.of(), world.wrong, "seed " + (base + walks));
            keys += world.keysDelivered;
            splices += world.splices;
            wakes += world.wakes;
            enough = keys >= 5_000 && splices > 1_000 && wakes > 300;
        }
        assertTrue(
                enough,
                "the walk was too quiet: " + keys + " keys, " + splices + " splices, " + wakes + " wakes in " + walks
                        + " walks");
    }

    @ParameterizedTest
    @EnumSource(SessionWitness.Fault.class)
    void eachPlantedFaultIsFound(SessionWitness.Fault fault) {
        boolean found = false;
        for (long seed = 1; seed <= WALKS && !found; seed++) {
            found = !walk(seed, fault).wrong.isEmpty();
        }
        assertFalse(!found, "no walk found the fault " + fault);
    }

    private static SessionWorld walk(long seed, SessionWitness.@Nullable Fault fault) {
        SessionWorld world = new SessionWorld(seed, fault);
        for (int i = 0; i < STEPS && world.wrong.isEmpty(); i++) {
            world.step();
        }
        if (world.wrong.isEmpty()) {
            world.calm();
        }
        return world;
    }
}
