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

    @Test
    void noKeyIsLostOrDoubledAndNothingWakesByItself() {
        long base = Long.getLong("berth.seed", System.nanoTime() & 0xFFFF_FFFFL);
        int keys = 0;
        int splices = 0;
        int wakes = 0;
        for (long seed = base; seed < base + WALKS; seed++) {
            SessionWorld world = walk(seed, null);
            assertEquals(List.of(), world.wrong, "seed " + seed);
            keys += world.keysDelivered;
            splices += world.splices;
            wakes += world.wakes;
        }
        assertTrue(
                keys > 4_000 && splices > 1_000 && wakes > 300,
                "the walk was too quiet: " + keys + " keys, " + splices + " splices, " + wakes + " wakes");
    }

    @ParameterizedTest
    @EnumSource(SessionWorld.Fault.class)
    void eachPlantedFaultIsFound(SessionWorld.Fault fault) {
        boolean found = false;
        for (long seed = 1; seed <= WALKS && !found; seed++) {
            found = !walk(seed, fault).wrong.isEmpty();
        }
        assertFalse(!found, "no walk found the fault " + fault);
    }

    private static SessionWorld walk(long seed, SessionWorld.@Nullable Fault fault) {
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
