package dev.berth.stack.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.stack.tools.Failures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every transcript that the voice promises, character by character. */
class TranscriptTest {

    private static final String URL = "http://hello.localhost:8080/";
    private static final String BUILDING = "building kube-apiserver 1.36.4, once";

    private final Words terminal = new TerminalWords(80, false);
    private final Words log = new LogWords();

    @Test
    void firstStartOnATerminal() {
        assertTranscript(
                "cold.terminal",
                terminal.header("up, first start on this machine")
                        + terminal.done("jdk", "openjdk 25.0.3, installed with apt", millis(24_100))
                        + terminal.done("engine", "podman 5.4.2, installed with apt", millis(31_200))
                        + terminal.done("packages", "mmdebstrap, installed with apt", millis(7_200))
                        + terminal.done("port", "8080 is free", millis(0))
                        + terminal.done("build", "9 modules", millis(72_000))
                        + terminal.done(
                                "control plane", "etcd 3.6.14, kube-apiserver 1.36.4, built once", millis(348_000))
                        + terminal.done("box image", "debian forky, ttyd 1.7.7, tmux 3.7c", millis(52_000))
                        + terminal.done("start", "etcd, api server, controller, proxy", millis(6_300))
                        + terminal.done("computer", "hello, class local", millis(2_000))
                        + terminal.ready(millis(543_000), ".berth/kubeconfig", true, URL));
    }

    @Test
    void longStepOnATerminalIsOneLineWithoutAnEnd() {
        assertTranscript("running.terminal", terminal.running("control plane", BUILDING, millis(161_900)) + "\n");
    }

    @Test
    void firstStartInALog() {
        assertTranscript(
                "cold.log",
                log.header("up, first start on this machine")
                        + log.done("jdk", "openjdk 25.0.3, installed with apt", millis(24_100))
                        + log.done("engine", "podman 5.4.2, installed with apt", millis(31_200))
                        + log.done("packages", "mmdebstrap, installed with apt", millis(7_200))
                        + log.done("port", "8080 is free", millis(0))
                        + log.done("build", "9 modules", millis(72_000))
                        + log.running("control plane", BUILDING, millis(60_010))
                        + log.running("control plane", BUILDING, millis(120_020))
                        + log.done("control plane", "etcd 3.6.14, kube-apiserver 1.36.4, built once", millis(148_000))
                        + log.done("box image", "debian forky, ttyd 1.7.7, tmux 3.7c", millis(52_000))
                        + log.done("start", "etcd, api server, controller, proxy", millis(6_300))
                        + log.done("computer", "hello, class local", millis(2_000))
                        + log.ready(millis(342_800), ".berth/kubeconfig", false, URL));
    }

    @Test
    void warmStart() {
        assertTranscript(
                "warm.terminal",
                terminal.header("up")
                        + terminal.done("jdk", "openjdk 25.0.3", millis(100))
                        + terminal.done("engine", "podman 5.4.2", millis(100))
                        + terminal.done("port", "8080 is free", millis(0))
                        + terminal.done("build", "nothing changed", millis(900))
                        + terminal.done("control plane", "from the cache", millis(100))
                        + terminal.done("box image", "from the cache", millis(200))
                        + terminal.done("start", "etcd, api server, controller, proxy", millis(5_700))
                        + terminal.done("computer", "hello, class local", millis(1_900))
                        + terminal.ready(millis(9_000), ".berth/kubeconfig", true, URL));
    }

    @Test
    void missingEngine() {
        Failure failure = Failures.noEngine("up");
        assertTranscript(
                "no-engine.terminal",
                terminal.done("jdk", "openjdk 25.0.3", millis(100))
                        + terminal.failed("engine", failure.detail(), millis(200))
                        + terminal.explain(failure));
        assertTranscript(
                "no-engine.log",
                log.done("jdk", "openjdk 25.0.3", millis(100))
                        + log.failed("engine", failure.detail(), millis(200))
                        + log.explain(failure));
    }

    @Test
    void takenPort() {
        Failure failure = Failures.portTaken(8080, "node, pid 41233", 8081);
        assertTranscript(
                "port-taken.terminal",
                terminal.done("jdk", "openjdk 25.0.3", millis(100))
                        + terminal.done("engine", "podman 5.4.2", millis(100))
                        + terminal.failed("port", failure.detail(), millis(0))
                        + terminal.explain(failure));
        assertTranscript("port-taken.log", log.failed("port", failure.detail(), millis(0)) + log.explain(failure));
    }

    @Test
    void failingTool() {
        Failure failure = Failures.tool(
                "mmdebstrap ended with 25",
                List.of("E: Temporary failure resolving the mirror"),
                "The package mirror cannot be reached. Check the network or the proxy settings, then run ./berth up again."
                        + " The image is built afresh.",
                Path.of(".berth/log/box-image.log"));
        assertTranscript(
                "tool-fails.terminal",
                terminal.done("control plane", "from the cache", millis(100))
                        + terminal.failed("box image", failure.detail(), millis(14_200))
                        + terminal.explain(failure));
    }

    @Test
    void tests() {
        assertTranscript(
                "test.terminal",
                terminal.header("test")
                        + terminal.done("unit", "1,204 tests", millis(9_800))
                        + terminal.done("api server", "212 tests, etcd 3.6.14, kube-apiserver 1.36.4", millis(41_000))
                        + terminal.done("clouds", "388 tests, seed 5521", millis(52_300))
                        + terminal.done("box", "64 tests, podman 5.4.2", millis(38_800))
                        + terminal.done("browser", "41 tests, chromium 156", millis(47_100))
                        + terminal.tests(1_909, 0, millis(189_000)));
    }

    @Test
    void failedTests() {
        FailedTest failed = new FailedTest(
                "ComputerRulesTest.ownerNeverChanges",
                "expected 422 \"owner cannot be changed\", got 200",
                "crds/src/test/java/dev/berth/crds/ComputerRulesTest.java:88",
                "./berth test api --only ComputerRulesTest --seed 5521",
                ".berth/log/test-api-server.log");
        assertTranscript(
                "test-fails.terminal",
                terminal.failed("api server", "1 of 212 tests failed", millis(41_000))
                        + terminal.failedTests(List.of(failed)));
        assertTranscript(
                "test-fails.log",
                log.done("unit", "1,204 tests", millis(9_800))
                        + log.failed("api server", "1 of 212 tests failed", millis(41_000))
                        + log.failedTests(List.of(failed))
                        + log.done("clouds", "388 tests, seed 5521", millis(52_300))
                        + log.done("box", "64 tests, podman 5.4.2", millis(38_800))
                        + log.done("browser", "41 tests, chromium 156", millis(47_100))
                        + log.tests(1_909, 1, millis(189_000)));
    }

    @Test
    void down() {
        assertTranscript(
                "down.terminal",
                terminal.header("down")
                        + terminal.done("proxy", "2 terminals told to come back later", millis(400))
                        + terminal.done("computers", "hello stopped, its files kept", millis(1_100))
                        + terminal.done("control plane", "etcd, api server, controller stopped", millis(600))
                        + terminal.down(new Words.Left(0, 0, 0), millis(2_100)));
        assertTranscript(
                "down.log",
                log.done("proxy", "2 terminals told to come back later", millis(400))
                        + log.done("computers", "hello stopped, its files kept", millis(1_100))
                        + log.done("control plane", "etcd, api server, controller stopped", millis(600))
                        + log.down(new Words.Left(0, 0, 0), millis(2_100)));
    }

    @Test
    void downWithNothingToDo() {
        assertTranscript("down-nothing.terminal", terminal.nothingWasRunning());
    }

    /** The hyperlink is no visible character. An empty last line of a block is the block's, not the transcript's. */
    private static void assertTranscript(String name, String said) {
        String visible = said.replaceAll("\033]8;;[^\033]*\033\\\\", "");
        assertEquals(golden(name).stripTrailing(), visible.stripTrailing(), name);
    }

    static String golden(String name) {
        try (InputStream file = TranscriptTest.class.getResourceAsStream(name + ".txt")) {
            if (file == null) {
                throw new AssertionError("No golden file " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
