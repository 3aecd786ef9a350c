package dev.berth.crd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {

    private static final Instant NINE = Instant.parse("2026-11-21T09:00:00Z");
    private static final Instant TEN = Instant.parse("2026-11-21T10:00:00.750Z");

    private final Condition accepted = condition("Accepted", ConditionStatus.TRUE, Reason.ACCEPTED, NINE);
    private final Condition booting = condition("Ready", ConditionStatus.FALSE, Reason.BOOTING, NINE);

    @Test
    void timeMovesWithTheStatus() {
        var next =
                Conditions.set(List.of(booting), condition("Ready", ConditionStatus.TRUE, Reason.RUNNING, null), TEN);
        assertEquals(Instant.parse("2026-11-21T10:00:00Z"), next.getFirst().lastTransitionTime());
    }

    @Test
    void timeStaysWhileOnlyReasonAndMessageChange() {
        var next = Conditions.set(
                List.of(booting), condition("Ready", ConditionStatus.FALSE, Reason.NO_CAPACITY, null), TEN);
        assertEquals(NINE, next.getFirst().lastTransitionTime());
        assertEquals("NoCapacity", next.getFirst().reason());
    }

    @Test
    void listIsSortedByTypeWhateverTheOrderOfWriting() {
        var written = Conditions.set(Conditions.set(null, booting, TEN), accepted, TEN);
        assertEquals(
                List.of("Accepted", "Ready"),
                written.stream().map(Condition::type).toList());
    }

    @Test
    void setKeepsTheOthersAndMergeDropsThem() {
        var current = List.of(accepted, booting);
        assertEquals(2, Conditions.set(current, booting, TEN).size());
        assertEquals(List.of(booting), Conditions.merge(current, List.of(booting), TEN));
    }

    @Test
    void equalAnswersGiveAnEqualList() {
        var current = List.of(accepted, booting);
        assertEquals(current, Conditions.merge(current, List.of(booting, accepted), TEN));
    }

    @Test
    void whatWasNeverWrittenReadsAsEmpty() {
        assertNull(Conditions.find(null, "Ready"));
        assertFalse(Conditions.is(null, "Ready", ConditionStatus.TRUE));
        assertTrue(Conditions.is(List.of(accepted), "Accepted", ConditionStatus.TRUE));
    }

    private static Condition condition(
            String type, ConditionStatus status, Reason reason, @org.jspecify.annotations.Nullable Instant since) {
        return new Condition(type, status, reason.wire(), "A sentence.", since, 1L);
    }
}
