package dev.berth.proxy.relay.boot;

import static dev.berth.proxy.relay.boot.BootStep.done;
import static dev.berth.proxy.relay.boot.BootStep.failed;
import static dev.berth.proxy.relay.boot.BootStep.lost;
import static dev.berth.proxy.relay.boot.BootStep.running;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The transcripts of the look, byte for byte. */
class BootFaceGoldenTest {

    private static final String NAME = "calm-meadow-4821";

    private static final List<BootStep> FLY_BEGINNING = List.of(
            done("request", "shared cpu, 1 GB, class fly", millis(100)),
            done("app", NAME, millis(1200)),
            done("secrets", "agent config stored", millis(600)));

    static Stream<Arguments> transcripts() {
        BootScript coldContainer = BootScript.of(NAME, Mark.READY, "new computer, in a container")
                .steps(List.of(
                        done("request", "1 cpu, 1 GB, class local", millis(100)),
                        done("volume", "at /mnt/workspace", millis(200)),
                        done("machine", "created", millis(500)),
                        done("boot", "box image 0.1.0", millis(300)),
                        done("terminal", "ttyd and tmux answer", millis(800)),
                        done("face", "zsh 5deb6a in ~/projects", millis(100))))
                .closing("ready in 2.0 s");
        BootScript coldFly = BootScript.of(NAME, Mark.READY, "new computer on Fly, Amsterdam")
                .steps(plus(
                        FLY_BEGINNING,
                        done("machine", "created in Amsterdam", millis(2800)),
                        done("boot", "box image 0.1.0", millis(10_500)),
                        done("terminal", "ttyd and tmux answer", millis(700)),
                        done("face", "codex 5deb6a in ~/projects", millis(400))))
                .closing("ready in 16.3 s");
        BootScript midway = BootScript.of(NAME, Mark.BOOTING, "new computer on Fly, Amsterdam")
                .steps(plus(
                        FLY_BEGINNING,
                        done("machine", "created in Amsterdam", millis(2800)),
                        running("boot", "usually 11 s", Duration.ofMillis(7400))));
        BootScript failed = BootScript.of(NAME, Mark.FAILED, "new computer on Fly, Amsterdam")
                .steps(plus(FLY_BEGINNING, failed("machine", "no room in Amsterdam, asked 3 times", millis(41_800))))
                .paragraphs(List.of(
                        "Fly has no free host for this size in Amsterdam. No machine was created, so nothing is billed.",
                        "Berth tries again in 5 min. You can try now, or choose another region."))
                .incident("INC-7K2QD4MX");
        BootScript maintenance = BootScript.of(NAME, Mark.MAINTENANCE, "maintenance, until about 14:30")
                .lead("Moving to a larger disk.")
                .steps(List.of(
                        done("backup", "snapshot 9f2c41d0, 1.3 GB", millis(48_200)),
                        done("machine", "stopped", millis(2100)),
                        running("disk", "copying, 4.1 of 10.0 GB", Duration.ofSeconds(83))))
                .paragraphs(List.of(
                        "This page turns back into your terminal by itself. Files and bookmarks stay as they are."));
        BootScript guest = BootScript.of(NAME, Mark.MAINTENANCE, "maintenance, until about 14:30")
                .lead("Moving to a larger disk.")
                .paragraphs(List.of("This page turns back into the terminal by itself."));
        BootScript slowWake = BootScript.of(NAME, Mark.READY, "waking on Fly, Amsterdam")
                .steps(List.of(
                        done("request", "a key was pressed", millis(100)),
                        done("machine", "cold start: its memory could not be resumed", millis(3000)),
                        done("terminal", "ttyd and tmux answer", millis(600)),
                        lost("face", "zsh 5deb6a ended with the restart")))
                .sentences(List.of(
                        "Programs that were running are gone.",
                        "Files are as you left them.",
                        "Press n for a new face."));
        return Stream.of(
                Arguments.of("cold-container", 80, coldContainer),
                Arguments.of("cold-container", 40, coldContainer),
                Arguments.of("cold-fly", 80, coldFly),
                Arguments.of("cold-fly", 40, coldFly),
                Arguments.of("cold-fly-midway", 80, midway),
                Arguments.of("cold-fly-midway", 40, midway),
                Arguments.of("failed", 80, failed),
                Arguments.of("failed", 40, failed),
                Arguments.of("maintenance", 80, maintenance),
                Arguments.of("maintenance", 40, maintenance),
                Arguments.of("maintenance-guest", 80, guest),
                Arguments.of("wake-slow", 80, slowWake),
                Arguments.of("wake-slow", 40, slowWake));
    }

    @ParameterizedTest(name = "{0} at {1} columns")
    @MethodSource("transcripts")
    void isTheTranscriptOfTheLook(String name, int columns, BootScript script) throws IOException {
        assertEquals(golden(name + "." + columns), BootFace.render(script, columns));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("transcripts")
    void wideTerminalsGetNoWiderFace(String name, int columns, BootScript script) {
        assertEquals(BootFace.render(script, 80), BootFace.render(script, 240));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("transcripts")
    void noLineIsWiderThanItsTerminal(String name, int columns, BootScript script) {
        for (int width = 24; width < 120; width++) {
            for (String line : BootFace.lines(script, width)) {
                // Only the last breath of a lost face may wrap.
                if (!line.contains("Programs that were running")) {
                    int cells = SafeText.cells(line.replaceAll("\u001b\\[[0-9]+m", ""));
                    assertTrue(cells <= width, width + " columns: " + line);
                }
            }
        }
    }

    @Test
    void onlyTheRunningLineIsWrittenAgain() {
        BootScript before =
                BootScript.of(NAME, Mark.BOOTING, "x").steps(List.of(running("boot", "", Duration.ofSeconds(7))));
        BootScript after =
                BootScript.of(NAME, Mark.BOOTING, "x").steps(List.of(running("boot", "", Duration.ofSeconds(8))));

        String update = BootFace.update(BootFace.lines(before, 80), BootFace.lines(after, 80));

        assertTrue(update.startsWith("\u001b[5;1H\r\u001b[2K"), update);
        assertTrue(update.contains("8 s") && !update.contains("\n"), update);
    }

    @Test
    void foreignTextCannotSteerTheTerminal() {
        assertEquals("red[31m bell", SafeText.line("red\u001b[31m\u0007 bell"));
        assertEquals(60, SafeText.cells(SafeText.line("x".repeat(200))));
        assertEquals(List.of("日本日…"), SafeText.wrap("日本日本日本", 7));
    }

    private static String golden(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(BootFaceGoldenTest.class.getResourceAsStream("/boot/" + name + ".ansi"), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Optional<Duration> millis(long millis) {
        return Optional.of(Duration.ofMillis(millis));
    }

    private static List<BootStep> plus(List<BootStep> steps, BootStep... more) {
        return Stream.concat(steps.stream(), Stream.of(more)).toList();
    }
}
