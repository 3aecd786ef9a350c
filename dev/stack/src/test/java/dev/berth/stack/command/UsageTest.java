package dev.berth.stack.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.stack.testing.Tier;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageTest {

    @Test
    void anUnknownVerbNamesTheNearOne() {
        assertEquals("no verb \"upp\". Did you mean up?", Usage.noVerb("upp", List.of("up", "down", "test")));
        assertEquals("no verb \"tset\". Did you mean test?", Usage.noVerb("tset", List.of("up", "down", "test")));
        assertEquals("no verb \"deploy\". See ./berth --help", Usage.noVerb("deploy", List.of("up", "down", "test")));
    }

    @Test
    void anUnknownTierNamesTheNearOne() {
        Usage wrong = assertThrows(Usage.class, () -> Tier.named(List.of("brwser")));
        assertEquals("no tier \"brwser\". Did you mean browser?", wrong.getMessage());
    }

    @Test
    void tiersRunInOurOrderAndAllOfThemWithoutWords() {
        assertEquals(List.of(Tier.UNIT, Tier.BOX), Tier.named(List.of("box", "unit")));
        assertEquals(List.of(Tier.values()), Tier.named(List.of()));
    }

    @Test
    void distanceCountsChangedInsertedAndLostLetters() {
        assertEquals(0, Usage.distance("up", "up"));
        assertEquals(1, Usage.distance("upp", "up"));
        assertEquals(3, Usage.distance("kitten", "sitting"));
        assertEquals(4, Usage.distance("", "test"));
    }

    @Test
    void theHelpFitsASmallTerminal() {
        assertTrue(BerthCommand.HELP.lines().count() <= 24);
        assertTrue(BerthCommand.HELP.lines().allMatch(line -> line.length() <= 80));
    }

    @Test
    void openTerminalsAreSummedOverTheirLabels() {
        String page = """
                # TYPE berth_terminals_open gauge
                berth_terminals_open{role="owner"} 2.0
                berth_terminals_open{role="viewer"} 1.0
                berth_terminals_opened_total 77.0
                """;
        assertEquals(3, Down.terminals(page));
        assertEquals(0, Down.terminals(""));
    }
}
