package dev.berth.crd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NamesTest {

    private static final String UID = "460f1271-38a2-4130-875b-d60a1b7d70b9";

    @Test
    void u26IsBase32OfTheSixteenBytes() {
        assertEquals("a".repeat(26), Names.u26("00000000-0000-0000-0000-000000000000"));
        assertEquals("7".repeat(25) + "4", Names.u26("ffffffff-ffff-ffff-ffff-ffffffffffff"));
        assertEquals(Names.u26(UID), Names.u26(UID.toUpperCase(java.util.Locale.ROOT)));
    }

    @Test
    void u26LosesNothing() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var seen = new HashSet<String>();
        for (int i = 0; i < 20_000; i++) {
            var uid = new UUID(random.nextLong(), random.nextLong());
            var text = Names.u26(uid.toString());
            assertEquals(26, text.length());
            assertEquals(uid, decode(text), () -> "seed " + seed);
            assertTrue(seen.add(text), () -> "seed " + seed);
        }
    }

    @Test
    void everyNameKeepsItsLimit() {
        String computer = "c".repeat(41);
        String agent = "a".repeat(20);
        assertTrue(Names.instance(computer, 9999).length() <= 46);
        assertTrue(Names.face(computer, agent, Patterns.FACE_MAX).length() <= 75);
        assertTrue(Names.session(agent, Patterns.FACE_MAX).length() <= 31);
        assertTrue(Names.machine(UID, Integer.MAX_VALUE).length() <= 63);
        assertEquals(63, (agent + "--" + computer).length());
    }

    @Test
    void namesReadAsThePageSays() {
        assertEquals("calm-meadow-4821-1", Names.instance("calm-meadow-4821", 1));
        assertEquals("calm-meadow-4821.main.1", Names.face("calm-meadow-4821", "main", 1));
        assertEquals("main-1", Names.session("main", 1));
        assertEquals("i-" + Names.u26(UID) + "-2", Names.machine(UID, 2));
    }

    private static UUID decode(String text) {
        var number = text.chars()
                .mapToObj(c -> BigInteger.valueOf("abcdefghijklmnopqrstuvwxyz234567".indexOf(c)))
                .reduce(BigInteger.ZERO, (sum, digit) -> sum.shiftLeft(5).or(digit))
                .shiftRight(2);
        return new UUID(number.shiftRight(64).longValue(), number.longValue());
    }
}
