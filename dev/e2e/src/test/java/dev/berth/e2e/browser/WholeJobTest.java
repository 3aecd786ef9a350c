package dev.berth.e2e.browser;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.crd.InstancePhase;
import dev.berth.crd.Names;
import dev.berth.e2e.live.Berth;
import dev.berth.e2e.live.Engine;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Apply a computer, open its URL, type in its terminal, put it to sleep and back, delete it. */
@Tag("browser")
@ExtendWith(Browsers.class)
class WholeJobTest {

    @Test
    void aNewComputerShowsItsBootLinesAndThenTakesACommand(Berth berth, Browsers.Window window) {
        var computer = berth.computer("calm-meadow-4821", "local", "");
        var tab = window.tab(computer.url());

        tab.awaitPrompt().run("echo $((6*7))").awaitScreen("42");

        assertEquals(1, tab.face(), "the first landing opens face 1");
        var console = window.tab(computer.url() + "?face=0");
        console.awaitScreen("ready in").awaitScreen("✓ face");
        for (var step : List.of("request", "volume", "machine", "boot", "terminal")) {
            assertTrue(
                    Pattern.compile("✓ " + step + " .* \\d+\\.\\d s")
                            .matcher(console.screen())
                            .find(),
                    () -> "no measured line for " + step + ":\n" + console.screen());
        }
        // The replica that shows the console may not be the one that let the visitor in; then the box tells, and no
        // time.
        assertTrue(
                Pattern.compile("✓ face +\\S+ [0-9a-f]{6}( in \\S+)?( +\\d+\\.\\d s)?(\\n|$)")
                        .matcher(console.screen())
                        .find(),
                () -> "no line for the face:\n" + console.screen());
    }

    @Test
    void aSecondTabHasAFaceOfItsOwnAndSharesTheFiles(Berth berth, Browsers.Window window) {
        var computer = berth.computer("shared-files", "local", "").awaitReady();
        var first = window.tab(computer.url()).awaitPrompt();
        var second = window.tab(computer.url()).awaitPrompt();

        assertNotEquals(first.face(), second.face());
        first.run("echo from the first face > note.txt; echo written").awaitScreen("written");
        second.run("cat note.txt").awaitScreen("from the first face");
    }

    @Test
    void itsOwnerPutsItToSleepAndWakesItAgain(Berth berth, Browsers.Window window) {
        var computer = berth.computer("asleep-by-owner", "local", "").awaitReady();
        var tab = window.tab(computer.url()).awaitPrompt();
        tab.run("echo kept-on-screen").awaitScreen("kept-on-screen");

        computer.patchSpec("{\"power\":\"Suspended\"}");
        computer.awaitAsleep();
        tab.awaitState("asleep").press("x");
        assertEquals(InstancePhase.SUSPENDED, computer.phase(), "a key must not wake what its owner keeps asleep");

        computer.patchSpec("{\"power\":\"Auto\"}");
        tab.press("y");
        computer.awaitReady();
        tab.awaitState("ready").awaitScreen("kept-on-screen");
        assertEquals(1, tab.loads(), "the page was loaded again");
    }

    @Test
    void aDeadTtydIsHealedAndTheScreenIsTheSame(Berth berth, Browsers.Window window) {
        var computer = berth.computer("ttyd-dies", "local", "").awaitReady();
        var tab = window.tab(computer.url()).awaitPrompt();
        tab.run("echo before-the-crash").awaitScreen("before-the-crash");

        computer.exec("pkill", "-9", "-x", "ttyd");

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            tab.run("echo after-$((40+2))");
            tab.awaitScreen("after-42", Duration.ofSeconds(2));
        });
        assertTrue(tab.screen().contains("before-the-crash"), tab::screen);
        assertEquals(1, tab.loads());
    }

    @Test
    void deletionKeepsTheVolumeUnlessTheComputerSaysOtherwise(Berth berth) {
        var kept = berth.computer("volume-kept", "local", "").awaitReady();
        var gone = berth.computer("volume-gone", "local", "onDelete: {volume: Delete}")
                .awaitReady();
        var keptUid = kept.get().orElseThrow().getMetadata().getUid();
        var goneUid = gone.get().orElseThrow().getMetadata().getUid();
        var keptMachine = kept.machine();
        var goneMachine = gone.machine();

        kept.delete();
        gone.delete();
        kept.awaitGone();
        gone.awaitGone();

        var containers = Engine.cli("ps", "--all", "--format", "{{.Names}}");
        assertFalse(containers.contains(keptMachine), containers);
        assertFalse(containers.contains(goneMachine), containers);
        var volumes = Engine.cli("volume", "ls", "--format", "{{.Name}}");
        assertTrue(volumes.contains(Names.containerVolume(keptUid)), volumes);
        assertFalse(volumes.contains(Names.containerVolume(goneUid)), volumes);
    }
}
