package dev.berth.controller.provider.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubnetPoolTest {

    @Test
    void aNetworkReadsAsItPrintsAndForgetsHostBits() {
        assertEquals("10.89.3.16/28", Subnet.parse("10.89.3.21/28").toString());
        assertEquals("0.0.0.0/0", Subnet.parse("10.0.0.1/0").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.89.0.0", "10.89.0/16", "10.89.0.256/16", "10.89.0.0/33", "10.89.0.0/x", "fd00::/8"})
    void whatIsNoNetworkIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Subnet.parse(text));
    }

    @Test
    void networksOverlapWhenOneHoldsTheOther() {
        assertTrue(Subnet.parse("10.88.0.0/15").overlaps(Subnet.parse("10.89.3.16/28")));
        assertTrue(Subnet.parse("10.89.3.16/28").overlaps(Subnet.parse("10.88.0.0/15")));
        assertFalse(Subnet.parse("10.89.3.0/28").overlaps(Subnet.parse("10.89.3.16/28")));
    }

    @Test
    void everyBlockOfThePoolIsFoundOnceAndNoTakenOne() {
        var pool = new SubnetPool(Subnet.parse("10.89.0.0/24"), 28);
        var all = pool.free("anybody", List.of(), 100);
        assertEquals(16, new HashSet<>(all).size());
        var taken = Subnet.parse("10.89.0.64/26");
        var rest = pool.free("anybody", List.of(taken), 100);
        assertEquals(12, rest.size());
        assertTrue(rest.stream().noneMatch(taken::overlaps));
    }

    @Test
    void aPoolThatIsTooSmallForItsBlocksIsAMistakeAtStart() {
        assertThrows(IllegalArgumentException.class, () -> new SubnetPool(Subnet.parse("10.89.0.0/29"), 28));
    }
}
