package dev.berth.e2e.browser;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.e2e.live.Berth;
import dev.berth.e2e.live.EngineEvents;
import dev.berth.e2e.live.FaultLines;
import dev.berth.e2e.live.LiveComputer;
import dev.berth.e2e.live.Replicas;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * 200 keys, each pressed within 20 ms of the {@code quiesce} that closes the intake of its box: every one arrives, once, in
 * order. Twenty computers go idle by themselves, one key each; then nine times each their sleep is asked for.
 *
 * <p>DESIGN. The controllers announce each {@code quiesce} two seconds ahead, one computer after the other, so that a key can be
 * aimed at it. What counts is measured, not meant: from the controller's note that the call leaves to the page's note that
 * the key came. A key that was further away, because this machine stalled, is not one of the 200; its computer gets another,
 * and it must arrive all the same.
 */
@Tag("browser")
@ExtendWith(Browsers.class)
class KeysAtTheEdgeOfSleepTest {

    private static final int COMPUTERS = 20;
    private static final int OWN_SLEEPS = 1;
    private static final int ASKED_SLEEPS = 9;
    private static final Duration LONGEST = Duration.ofMinutes(20);
    /** So many of the 200 at least for each order in which a key and its quiesce can come. */
    private static final int MANY = 25;
    /** Whether a key behind quiesce still meets the pause is a race of its wake with the controller's last look. */
    private static final int SOME = 5;
    /** Computers on their way through a sleep that was asked for: more would only make this machine stall. */
    private static final int UNDERWAY = 4;
    /** Nothing else is done so shortly before a press. */
    private static final Duration QUIET = Duration.ofMillis(200);

    private static final Duration POLL = Duration.ofMillis(10);
    private static final List<String> CONTROLLERS = List.of("controller-a", "controller-b");
    private static final String SAYS_WHEN = "quiesce.before:announce,quiesce.after:note";
    private static final Clock CLOCK = Clock.systemUTC();

    private Replicas replicas;

    @BeforeEach
    void controllersThatSayWhen(Berth berth) {
        replicas = berth.replicas();
        restart(SAYS_WHEN);
    }

    @AfterEach
    void controllersAsEver() {
        restart("");
    }

    @Test
    void noneIsLostAndNoneIsTypedTwice(Berth berth, Browsers.Window window) {
        long seed = Optional.ofNullable(System.getenv("BERTH_SEED"))
                .map(Long::parseLong)
                .orElseGet(System::nanoTime);
        System.out.println("seed " + seed);
        var lines = FaultLines.of(replicas, CONTROLLERS.toArray(String[]::new));
        berth.applyClass("edge", "idle: {after: 1m, warnBefore: 30s}");
        var computers = IntStream.range(0, COMPUTERS)
                .mapToObj(i -> berth.computer("edge-" + (char) ('a' + i), "edge", ""))
                .toList();
        computers.forEach(LiveComputer::awaitReady);
        var sleepers = sleepers(computers, window, seed);

        var machines = sleepers.stream().map(Sleeper::machine).collect(Collectors.toSet());
        try (var events = EngineEvents.of(machines)) {
            meetEveryQuiesce(sleepers, lines);
            assertAll(sleepers.stream().map(sleeper -> () -> everyKeyStandsOnTheLine(sleeper)));

            var presses = sleepers.stream().flatMap(sleeper -> sleeper.presses().stream());
            prove(new EdgeReport(presses.toList(), events.happened()));
        }
        computers.forEach(LiveComputer::delete);
        computers.forEach(LiveComputer::awaitGone);
    }

    private static List<Sleeper> sleepers(List<LiveComputer> computers, Browsers.Window window, long seed) {
        var tabs =
                computers.stream().map(computer -> window.tab(computer.url())).toList();
        tabs.forEach(Tab::awaitPrompt);
        var aim = new Aim(CLOCK);
        return IntStream.range(0, computers.size())
                .mapToObj(i -> new Sleeper(
                        computers.get(i), tabs.get(i), aim, CLOCK, new Random(seed + i), OWN_SLEEPS, ASKED_SLEEPS))
                .toList();
    }

    /** Playwright has one thread, so this is the only one: it presses what is due, and in between it looks after one computer at a time. */
    private static void meetEveryQuiesce(List<Sleeper> sleepers, FaultLines lines) {
        var byName = sleepers.stream()
                .collect(Collectors.toMap(sleeper -> sleeper.computer().name(), sleeper -> sleeper));
        var end = CLOCK.instant().plus(LONGEST);
        for (int turn = 0; !sleepers.stream().allMatch(Sleeper::done); turn++) {
            assertTrue(
                    CLOCK.instant().isBefore(end), () -> "Not every quiesce was met in " + LONGEST + ": " + sleepers);
            for (var line : lines.read()) {
                var sleeper = byName.get(line.subject());
                if (sleeper != null) sleeper.hears(line);
            }
            var next = sleepers.stream()
                    .filter(sleeper -> sleeper.due().isPresent())
                    .min(Comparator.comparing(sleeper -> sleeper.due().orElseThrow()));
            boolean soon = next.flatMap(Sleeper::due)
                    .filter(due -> due.isBefore(CLOCK.instant().plus(QUIET)))
                    .isPresent();
            if (soon) {
                next.get().press();
            } else {
                var underway = new ArrayList<>(
                        sleepers.stream().filter(Sleeper::underway).toList());
                if (underway.size() < UNDERWAY)
                    sleepers.stream().filter(Sleeper::mayBeAsked).findFirst().ifPresent(underway::add);
                if (!underway.isEmpty()) underway.get(turn % underway.size()).look();
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
    }

    private static void everyKeyStandsOnTheLine(Sleeper sleeper) {
        sleeper.wakeByButton();
        sleeper.tab().awaitState("ready");
        await("the line of " + sleeper.computer().name())
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertEquals(
                        sleeper.typed(), sleeper.line(), sleeper.computer().name()));
        assertEquals(1, sleeper.tab().loads());
    }

    private static void prove(EdgeReport report) {
        report.print();
        assertEquals(COMPUTERS * OWN_SLEEPS, report.count(press -> !press.asked()));
        assertEquals(COMPUTERS * ASKED_SLEEPS, report.count(EdgePress::asked));
        assertTrue(report.count(EdgeReport::keyFirst) >= MANY, "hardly a key came before its quiesce");
        assertTrue(report.count(EdgeReport::quiesceFirst) >= MANY, "hardly a key came after its quiesce");
        assertTrue(report.count(report::slept) >= MANY, "hardly a computer fell asleep");
        assertTrue(
                report.count(press -> EdgeReport.quiesceFirst(press) && report.slept(press)) >= SOME,
                "hardly a key met a computer that did fall asleep");
    }

    private void restart(String faults) {
        CONTROLLERS.forEach(replicas::stop);
        CONTROLLERS.forEach(name -> replicas.startController(name, faults));
        replicas.awaitReady();
    }
}
