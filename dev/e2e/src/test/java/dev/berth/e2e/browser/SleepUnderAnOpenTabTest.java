package dev.berth.e2e.browser;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.e2e.live.Berth;
import dev.berth.e2e.live.EngineEvents;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The hard half: a computer goes idle under an open tab, its proxy dies, its controller dies at the worst moment, and one
 * key brings everything back once.
 */
@Tag("browser")
@ExtendWith(Browsers.class)
class SleepUnderAnOpenTabTest {

    private static final String IMPATIENT = "idle: {after: 1m, warnBefore: 30s}";

    @Test
    void oneKeyWakesItOnceThoughProxyAndLeaderDied(Berth berth, Browsers.Window window) {
        var replicas = berth.replicas();
        berth.applyClass("impatient", IMPATIENT);
        var computer = berth.computer("hard-half", "impatient", "").awaitReady();
        var tab = window.tab();
        var proxies = new TerminalProxy(tab.page());
        tab.open(computer.url());
        tab.awaitPrompt().type("echo half-typed");
        tab.awaitScreen("echo half-typed");
        var face = tab.face();

        computer.awaitAsleep(Duration.ofMinutes(4));
        tab.awaitState("asleep");
        assertTrue(tab.screen().contains("echo half-typed"), () -> "the last screen must stay:\n" + tab.screen());
        var strip = tab.page().locator("body");
        await("the strip says since when").atMost(Duration.ofSeconds(5)).until(() -> strip.innerText()
                .matches("(?s).*Asleep since \\d\\d:\\d\\d\\. Press any key to wake\\..*"));

        var holder = proxies.last();
        try (var events = EngineEvents.of(computer.machine())) {
            replicas.kill(holder);
            await("a socket on the other proxy").atMost(Duration.ofSeconds(40)).until(() -> !proxies.last()
                    .equals(holder));
            tab.awaitState("asleep");
            assertNotEquals(holder, proxies.last());
            replicas.startProxy(holder);

            restlessFor(Duration.ofSeconds(60), tab);
            assertEquals(0, events.count("unpause"), "mouse, focus or a reconnect woke it");

            var heir = replaceLeaderByOneThatDiesBeforeUnpause(berth);
            tab.press("!");
            await("the leader died").atMost(Duration.ofSeconds(20)).until(() -> !replicas.runs("controller-doomed"));
            computer.awaitReady();
            tab.awaitState("ready", Duration.ofSeconds(60)).awaitScreen("echo half-typed!");
            tab.press("Enter").awaitScreen("half-typed!\n");

            assertEquals(1, events.count("unpause"), "exactly one wake");
            assertEquals(1, count(tab.screen(), "echo half-typed!"), () -> "the key was typed twice:\n" + tab.screen());
            assertEquals(1, tab.loads(), "the page was loaded again");
            assertEquals(face, tab.face());
            assertEquals(1, computer.faces().size(), "no face lost, none made");
            assertEquals(heir, replicas.leader());
        }
    }

    /** A person who does everything but typing. */
    private static void restlessFor(Duration time, Tab tab) {
        var end = System.nanoTime() + time.toNanos();
        for (int turn = 0; System.nanoTime() < end; turn++) {
            tab.page().mouse().move(200 + turn % 400, 200 + turn % 300);
            tab.page().evaluate("window.dispatchEvent(new Event(" + (turn % 2 == 0 ? "'blur'" : "'focus'") + "))");
            tab.page().waitForTimeout(250);
        }
    }

    /** Leaves a leader that ends at the fault point, and a second replica that takes over; returns the second's name. */
    private static String replaceLeaderByOneThatDiesBeforeUnpause(Berth berth) {
        var replicas = berth.replicas();
        replicas.stop("controller-a");
        replicas.stop("controller-b");
        replicas.startController("controller-doomed", "container.unpause.before:kill");
        await("it leads").atMost(Duration.ofSeconds(40)).until(() -> replicas.leader()
                .equals("controller-doomed"));
        replicas.startController("controller-b");
        replicas.awaitReady();
        return "controller-b";
    }

    private static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }
}
