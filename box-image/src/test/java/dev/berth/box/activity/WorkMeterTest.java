package dev.berth.box.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.box.host.ProcStat;
import dev.berth.box.host.ProcessTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** CPU time finds its owner, through forks, reaping and adoption. Ticks are hundredths of a second. */
class WorkMeterTest {

    private static final String FACE = "main/1";

    private final WorkMeter meter = new WorkMeter(Duration.ofSeconds(60), Duration.ofSeconds(1));
    private long now;

    private static ProcessTable.Row process(long pid, long parent, String name, long ticks) {
        return new ProcessTable.Row(new ProcStat(pid, parent, name, ticks, pid), pid < 10 ? 0 : 1000);
    }

    /** Process 1 is init, 7 boxd, 20 the tmux server, 30 the shell of the face. */
    private void look(ProcessTable.Row... rows) {
        now += 3_000;
        meter.feed(new WorkMeter.Sample(now, List.of(rows), Map.of(30L, FACE), List.of(7L, 20L)));
    }

    private static ProcessTable.Row shell(long ticks) {
        return process(30, 20, "bash", ticks);
    }

    private static ProcessTable.Row server(long ticks) {
        return process(20, 1, "tmux: server", ticks);
    }

    @Test
    void a_second_of_a_child_is_work_and_is_forgotten_after_a_minute() {
        look(server(0), shell(5));
        look(server(0), shell(5), process(31, 30, "make", 99));
        assertFalse(meter.busy(FACE, now));
        look(server(0), shell(5), process(31, 30, "make", 101));
        assertTrue(meter.busy(FACE, now));
        assertEquals("make", meter.what(FACE));
        assertTrue(meter.busy(FACE, now + 56_000));
        assertFalse(meter.busy(FACE, now + 60_000));
    }

    @Test
    void what_was_there_before_the_first_look_is_no_work() {
        look(server(0), shell(100_000));
        look(server(0), shell(100_000));
        assertFalse(meter.busy(FACE, now));
    }

    @Test
    void a_child_that_is_reaped_is_not_counted_twice() {
        look(server(0), shell(0), process(31, 30, "cc", 0));
        look(server(0), shell(0), process(31, 30, "cc", 60));
        look(server(0), shell(60));
        assertFalse(meter.busy(FACE, now), "60 ticks moved to the shell and are still 60");
    }

    @Test
    void many_short_children_add_up_in_their_parent() {
        look(server(0), shell(0));
        look(server(0), shell(70));
        look(server(0), shell(140));
        assertTrue(meter.busy(FACE, now));
    }

    @Test
    void an_orphan_counts_for_nobodys_session_and_brings_no_past_along() {
        look(server(0), shell(0), process(31, 30, "nohup", 0));
        look(server(0), shell(0), process(31, 30, "nohup", 50));
        look(server(0), shell(0), process(31, 1, "nohup", 50));
        assertFalse(meter.busy(WorkMeter.ORPHANS, now));
        look(server(0), shell(0), process(31, 1, "nohup", 160));
        assertTrue(meter.busy(WorkMeter.ORPHANS, now));
        assertFalse(meter.busy(FACE, now));
    }

    @Test
    void the_machinery_is_no_work() {
        var boxd = process(7, 1, "java", 0);
        look(boxd, server(0), shell(0), process(40, 7, "ttyd", 0), process(41, 40, "tmux: client", 0));
        look(boxd, server(500), shell(0), process(40, 7, "ttyd", 500), process(41, 40, "tmux: client", 500));
        assertFalse(meter.busy(WorkMeter.ORPHANS, now));
        assertFalse(meter.busy(FACE, now));
    }

    @Test
    void a_pid_that_is_used_again_is_another_process() {
        look(server(0), shell(0), process(31, 30, "old", 500));
        now += 3_000;
        meter.feed(new WorkMeter.Sample(
                now,
                List.of(server(0), shell(500), new ProcessTable.Row(new ProcStat(31, 30, "new", 3, 99), 1000)),
                Map.of(30L, FACE),
                List.of(7L, 20L)));
        assertFalse(meter.busy(FACE, now));
    }
}
