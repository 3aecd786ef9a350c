package dev.berth.e2e.browser;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.crd.Condition;
import dev.berth.crd.ConditionStatus;
import dev.berth.e2e.live.Berth;
import dev.berth.e2e.live.Engine;
import dev.berth.e2e.live.LiveComputer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person wrote cannot work: one sentence says what to do, in the condition and on the page, and the cure is enough. */
@Tag("browser")
@ExtendWith(Browsers.class)
class BadInputTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void aClassThatDoesNotExistIsNamedAndItsCreationIsEnough(Berth berth, Browsers.Window window) {
        var computer = berth.computer("no-such-class", "not-yet", "");
        var sentence = refused(
                computer,
                "Accepted",
                "ClassNotFound",
                "Class not-yet does not exist; create it, or make a new computer in a class that does: kubectl get cclass.");
        var tab = window.tab(computer.url());

        shows(tab, "✗ request", "class \"not-yet\" does not exist", sentence);
        assertEquals(List.of(), computer.faces(), "a landing made a face that nothing can open");
        assertTrue(computer.instance().isEmpty(), "nothing may be made before its class is there");

        berth.applyClass("not-yet", "");

        goesOnByItself(computer, tab);
        window.tab(computer.url()).awaitPrompt().run("echo $((6*7))").awaitScreen("42");
    }

    @Test
    void memoryBeyondTheClassIsNamedAndALowerWishIsEnough(Berth berth, Browsers.Window window) {
        var computer = berth.computer("too-much-memory", "local", "size: {memory: 4Gi}");
        var sentence = refused(
                computer,
                "Accepted",
                "SizeOverLimit",
                "Class local allows up to 1Gi of memory, not 4Gi; lower spec.size.memory.");
        var tab = window.tab(computer.url());

        shows(tab, "✗ request", "more than class local allows", sentence);
        assertEquals(List.of(), computer.faces(), "a landing made a face that nothing can open");
        assertTrue(computer.instance().isEmpty(), "nothing may be made that its class refuses");

        computer.patchSpec("{\"size\":{\"memory\":\"256Mi\"}}");

        goesOnByItself(computer, tab);
        window.tab(computer.url()).awaitPrompt().run("echo $((6*7))").awaitScreen("42");
    }

    @Test
    void anImageThatDoesNotExistIsNamedAndItsCorrectionIsEnough(Berth berth, Browsers.Window window) {
        berth.applyClass("wrong-image", "");
        image(berth, "localhost/berth-nothing:1");
        var computer = berth.computer("no-such-image", "wrong-image", "");
        var sentence = refused(
                computer,
                "Ready",
                "ImageMissing",
                "Image localhost/berth-nothing:1 does not exist in the container engine; build or pull it there, or correct image in class wrong-image, then it goes on by itself.");
        var tab = window.tab(computer.url());

        shows(tab, "✗ machine", "image not found", sentence);

        image(berth, Engine.image());

        computer.awaitReady();
        tab.awaitPrompt().run("echo $((6*7))").awaitScreen("42");
        assertEquals(1, tab.loads(), "the page was loaded again");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spec: {owner: "dev:me", className: local                | error converting YAML to JSON
            spec: {owner: "dev:me", className: local, memory: 4Gi}  | unknown field "spec.memory"
            """)
    void malformedYamlIsRefusedInOneSentenceAndNothingIsMade(String spec, String why, Berth berth) {
        var answer = berth.plane()
                .kubectl()
                .ask(
                        "apiVersion: berth.dev/v1alpha1\nkind: Computer\nmetadata: {name: malformed, namespace: default}\n"
                                + spec,
                        List.of("apply", "-f", "-"));

        assertFalse(answer.ok());
        assertTrue(answer.errors().contains(why), answer.errors());
        assertEquals(1, answer.errors().strip().lines().count(), answer.errors());
        assertFalse(berth.plane()
                .kubectl()
                .ask("", List.of("get", "computer", "malformed", "-n", "default"))
                .ok());
    }

    /** Waits for the condition and returns its sentence without the incident code, which a page shows apart. */
    private static String refused(LiveComputer computer, String type, String reason, String sentence) {
        await(type + " of " + computer.name() + " is False: " + reason)
                .atMost(SOON)
                .until(() -> computer.condition(type)
                        .filter(condition -> condition.status() == ConditionStatus.FALSE)
                        .filter(condition -> reason.equals(condition.reason()))
                        .isPresent());
        for (var said : List.of(type, "Ready")) {
            assertEquals(
                    sentence,
                    computer.condition(said)
                            .map(Condition::message)
                            .map(message -> message.replaceAll(" \\(INC-[A-Z2-7]{8}\\)", ""))
                            .orElse(""),
                    said);
        }
        return sentence;
    }

    /** The boot face breaks lines where the width wants it. */
    private static void shows(Tab tab, String step, String detail, String sentence) {
        await().atMost(SOON).untilAsserted(() -> {
            var screen = tab.screen().replaceAll("\\s+", " ");
            for (var part : List.of(step, detail, sentence)) assertTrue(screen.contains(part), tab::screen);
        });
        assertEquals("failed", tab.state());
    }

    /** The console of the boot goes on to its end without a reload. */
    private static void goesOnByItself(LiveComputer computer, Tab tab) {
        computer.awaitReady();
        tab.awaitScreen("ready in");
        assertFalse(tab.screen().contains("✗"), tab::screen);
        assertEquals(1, tab.loads(), "the page was loaded again");
    }

    private static void image(Berth berth, String image) {
        berth.plane()
                .kubectl()
                .run(
                        "patch",
                        "computerclass",
                        "wrong-image",
                        "--type=merge",
                        "-p",
                        "{\"spec\":{\"image\":\"" + image + "\"}}");
    }
}
