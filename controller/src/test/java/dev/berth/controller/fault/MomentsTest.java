package dev.berth.controller.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MomentsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T09:25:00Z");

    private final Moments moments = new Moments();

    @Test
    void oneAloneIsMetSoon() {
        assertEquals(NOW.plus(Moments.AHEAD), moments.next(NOW));
        assertEquals(NOW.plusSeconds(60).plus(Moments.AHEAD), moments.next(NOW.plusSeconds(60)));
    }

    @Test
    void manyAtOnceAreMetOneByOne() {
        for (int nth = 0; nth < 20; nth++) {
            assertEquals(NOW.plus(Moments.AHEAD).plus(Moments.APART.multipliedBy(nth)), moments.next(NOW));
        }
    }
}
