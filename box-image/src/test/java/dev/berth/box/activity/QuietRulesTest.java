package dev.berth.box.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.ttyd.BoxLease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Output, busy spells and leases: what counts, and for how long. */
class QuietRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void an_answer_to_a_key_is_no_work_and_later_output_is() {
        var outputs = new OutputWatch(Duration.ofSeconds(60));
        outputs.touched("main/1", 1_000);
        outputs.printed("main/1", 5_900);
        assertFalse(outputs.busy("main/1", 6_000));
        outputs.printed("main/1", 6_100);
        assertTrue(outputs.busy("main/1", 6_200));
        outputs.touched("main/1", 7_000);
        outputs.printed("main/1", 7_500);
        assertTrue(outputs.busy("main/1", 66_000), "a key does not undo work that was seen");
        assertFalse(outputs.busy("main/1", 66_100));
    }

    @Test
    void work_alone_is_capped_and_a_person_starts_the_count_anew() {
        var spells = new BusySpells();
        spells.observe("main", true, 0);
        assertTrue(spells.counts("main", 120_000, 119_999));
        assertFalse(spells.counts("main", 120_000, 120_000));
        spells.attended(130_000);
        assertTrue(spells.counts("main", 120_000, 130_000));
        assertEquals(20_000, spells.busyForMillis("main", 150_000));
        spells.observe("main", false, 160_000);
        assertEquals(0, spells.busyForMillis("main", 160_000));
        assertTrue(!spells.counts("main", 0, 160_000));
    }

    @Test
    void leases_are_cut_survive_and_end() throws IOException {
        Path file = folder.resolve("leases");
        var leases = new Leases(file);
        leases.take("npm test", Duration.ofHours(48), Duration.ofHours(24), NOW);
        leases.take("short", Duration.ofMinutes(5), Duration.ofHours(24), NOW);
        var again = new Leases(file);
        assertEquals(
                List.of(new BoxLease("npm test", 86_400_000), new BoxLease("short", 300_000)), again.remaining(NOW));
        assertEquals(1, again.remaining(NOW.plusSeconds(300)).size());
        again.cut(Duration.ofHours(1), NOW);
        assertEquals(3_600_000, again.remaining(NOW).getFirst().remainingMillis());
        again.take("npm test", Duration.ZERO, Duration.ofHours(1), NOW);
        assertEquals(List.of(), again.remaining(NOW));
    }

    @Test
    void an_unreadable_file_holds_no_leases() throws IOException {
        Path file = Files.writeString(folder.resolve("leases"), "{half");
        assertEquals(List.of(), new Leases(file).remaining(NOW));
    }
}
