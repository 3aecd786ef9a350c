package dev.berth.controller.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {

    private static final Clock CLOCK = Clock.systemUTC();

    private final List<String> said = new CopyOnWriteArrayList<>();

    private Faults armed(String text) {
        return Faults.parse(text, CLOCK, said::add);
    }

    @Test
    void nothingHappensWhereNothingIsArmed() {
        armed("quiesce.after:kill").at("quiesce.before", "calm-meadow-4821");
        Faults.none().at("quiesce.before");
        assertTrue(Faults.none().isEmpty());
        assertEquals(List.of(), said);
    }

    @Test
    void aDelayActsOnce() throws InterruptedException {
        var faults = armed("open.before:delay, quiesce.before:note");
        var hurried = Thread.ofVirtual().unstarted(() -> {
            faults.at("open.before");
            said.add(Thread.interrupted() ? "hurried" : "not hurried");
            faults.at("open.before");
            said.add("went on");
        });
        hurried.start();
        hurried.interrupt();
        hurried.join();
        assertEquals(List.of("fault open.before delay", "hurried", "went on"), said);
        assertFalse(faults.isEmpty());
    }

    @Test
    void aNoteIsMadeOfEveryThreadThatComes() {
        var faults = armed("quiesce.after:note");
        var before = CLOCK.instant();
        faults.at("quiesce.after", "calm-meadow-4821");
        faults.at("quiesce.after", "bold-fern-5140");
        assertEquals(2, said.size());
        assertTrue(said.getFirst().startsWith("fault quiesce.after note calm-meadow-4821 "), said.getFirst());
        assertTrue(said.getLast().startsWith("fault quiesce.after note bold-fern-5140 "), said.getLast());
        assertFalse(time(said.getFirst()).isBefore(Instant.ofEpochMilli(before.toEpochMilli())), said.getFirst());
    }

    @Test
    void everyThreadGoesOnAtTheMomentThatItAnnounced() throws InterruptedException {
        var faults = armed("quiesce.before:announce");
        var came = CLOCK.instant();
        var threads = Stream.of("calm-meadow-4821", "bold-fern-5140")
                .map(name -> Thread.ofVirtual().start(() -> faults.at("quiesce.before", name)))
                .toList();
        for (var thread : threads) thread.join();

        assertEquals(4, said.size(), said::toString);
        var announced = times("announce");
        assertTrue(
                !announced.getFirst().isBefore(came.plus(Moments.AHEAD).minusMillis(1))
                        && !announced.getFirst().plus(Moments.APART).isAfter(announced.getLast()),
                said::toString);
        for (var name : List.of("calm-meadow-4821", "bold-fern-5140")) {
            var own = said.stream().filter(line -> line.contains(name)).toList();
            assertTrue(own.getFirst().startsWith("fault quiesce.before announce "), own::toString);
            assertTrue(own.getLast().startsWith("fault quiesce.before note "), own::toString);
            assertFalse(time(own.getLast()).isBefore(time(own.getFirst())), own::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"quiesce.before", "quiesce.before:explode", ":kill"})
    void whatCannotBeReadIsRefusedWithAllThatCan(String text) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> armed(text));
        assertEquals(
                "BERTH_FAULTS holds \"" + text + "\"; write {point}:kill, {point}:stop, {point}:delay, {point}:announce"
                        + " or {point}:note.",
                refusal.getMessage());
    }

    private List<Instant> times(String action) {
        return said.stream()
                .filter(line -> line.contains(" " + action + " "))
                .map(FaultsTest::time)
                .sorted()
                .toList();
    }

    private static Instant time(String line) {
        return Instant.ofEpochMilli(Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)));
    }
}
