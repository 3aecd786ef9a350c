package dev.berth.crd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "90s,90,1m30s",
        "1h30m,5400,1h30m",
        "0s,0,0s",
        "24h,86400,24h",
        "1m1m,120,2m",
        "99999h,359996400,99999h",
        "007s,7,7s"
    })
    void readsWhatPeopleTypeAndWritesTheShortestForm(String typed, long seconds, String written) {
        assertEquals(Duration.ofSeconds(seconds), Durations.parse(typed));
        assertEquals(written, Durations.format(Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "h", "-1h", "1.5h", "1 h", "100000s", "1h1m1s1s", "1d", "١s", "1h\n"})
    void refusesWhatTheApiServerRefuses(String junk) {
        assertNull(Durations.parse(junk));
    }

    @Test
    void cutsPartsOfASecond() {
        assertEquals("1s", Durations.format(Duration.ofMillis(1999)));
        assertNull(Durations.parse(null));
    }
}
