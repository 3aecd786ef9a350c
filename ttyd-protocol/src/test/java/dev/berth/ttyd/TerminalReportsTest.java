package dev.berth.ttyd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.ttyd.TerminalReports.Classifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TerminalReportsTest {

    private static final String E = "\u001b";
    private static final String ST = E + "\\";
    private static final String BEL = "\u0007";

    static Stream<Arguments> reports() {
        return Stream.of(
                row("mouse X10, press at 1,1", E + "[M !!"),
                row("mouse X10, far right", E + "[M \u00ff\u00f0"),
                row("mouse X10, column that looks like UTF-8", E + "[M \u00c3\u00a1"),
                row("two X10 reports", E + "[M !!" + E + "[M#!!"),
                row("mouse SGR, press", E + "[<0;10;20M"),
                row("mouse SGR, release", E + "[<0;10;20m"),
                row("mouse SGR, wheel", E + "[<64;1;1M"),
                row("mouse SGR, pixels", E + "[<35;1024;768M"),
                row("mouse urxvt", E + "[32;10;20M"),
                row("focus in", E + "[I"),
                row("focus out", E + "[O"),
                row("DA1", E + "[?62;4;6;22c"),
                row("DA1, VT100", E + "[?1;2c"),
                row("DA2", E + "[>0;276;0c"),
                row("DA3", E + "P!|00000000" + ST),
                row("DSR ok", E + "[0n"),
                row("DSR printer", E + "[?13n"),
                row("cursor position", E + "[24;80R"),
                row("cursor position, first row, far right", E + "[1;80R"),
                row("cursor position, top left", E + "[1;1R"),
                row("extended cursor position", E + "[?1;5;1R"),
                row("DECRPM private", E + "[?2026;2$y"),
                row("DECRPM ANSI", E + "[4;2$y"),
                row("OSC 10 foreground, ST", E + "]10;rgb:e3e3/e8e8/e6e6" + ST),
                row("OSC 11 background, BEL", E + "]11;rgb:0b0b/1010/1414" + BEL),
                row("OSC 4 palette", E + "]4;1;rgb:ffff/8484/7474" + BEL),
                row("OSC 52 clipboard", E + "]52;c;aGVsbG8=" + ST),
                row("OSC title report", E + "]lzsh" + ST),
                row("DCS XTVERSION", E + "P>|xterm.js(6.0.0)" + ST),
                row("DCS DECRQSS", E + "P1$r0m" + ST),
                row("DCS XTGETTCAP", E + "P1+r544e=787465726d" + ST),
                row("colour scheme dark", E + "[?997;1n"),
                row("colour scheme light", E + "[?997;2n"),
                row("colour scheme 998", E + "[?998;1n"),
                row("kitty keyboard flags", E + "[?0u"),
                row("kitty graphics reply", E + "_Gi=31;OK" + ST),
                row("XTQMODKEYS", E + "[>4;2m"),
                row("window size in pixels", E + "[4;600;800t"),
                row("window size in cells", E + "[8;24;80t"),
                row("terminal parameters", E + "[2;1;1;120;120;1;0x"),
                row("locator", E + "[1;2;10;20;1&w"),
                row("several at once", E + "[I" + E + "[?62c" + E + "]11;rgb:0/0/0" + BEL + E + "[<35;3;4M"));
    }

    static Stream<Arguments> typing() {
        return Stream.of(
                row("a letter", "a"),
                row("Enter", "\r"),
                row("Ctrl-C", "\u0003"),
                row("Backspace", "\u007f"),
                row("NUL", "\0"),
                row("CJK", "日本"),
                row("emoji", "👩‍🚀"),
                row("Escape alone", E),
                row("Escape twice", E + E),
                row("Alt-x", E + "x"),
                row("Alt-[", E + "["),
                row("Alt-]", E + "]"),
                row("Alt-P", E + "P"),
                row("Alt-_", E + "_"),
                row("Alt-O", E + "O"),
                row("up", E + "[A"),
                row("up, application", E + "OA"),
                row("Ctrl-right", E + "[1;5C"),
                row("home", E + "[H"),
                row("end", E + "[F"),
                row("delete", E + "[3~"),
                row("page up", E + "[5~"),
                row("back tab", E + "[Z"),
                row("F1", E + "OP"),
                row("F3", E + "OR"),
                row("Ctrl-F3", E + "[1;5R"),
                row("Shift-F3", E + "[1;2R"),
                row("F5", E + "[15~"),
                row("Shift-F12", E + "[24;2~"),
                row("F1 of the Linux console", E + "[[A"),
                row("kitty key", E + "[97;5u"),
                row("modifyOtherKeys", E + "[27;5;9~"),
                row("bracketed paste", E + "[200~" + "ls" + E + "[201~"),
                row("empty bracketed paste", E + "[200~" + E + "[201~"),
                row("pasted report", E + "[200~" + E + "[I" + E + "[201~"),
                row("report, then a key", E + "[Ia"),
                row("a key, then a report", "a" + E + "[I"),
                row("report, then Escape", E + "[I" + E),
                row("Alt-], then Enter", E + "]abc\r"),
                row("rxvt shift-right", E + "[c"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reports")
    void aReportIsNoKeyPress(String name, byte[] input) {
        assertTrue(TerminalReports.onlyReports(input), name);
        assertEquals(InputKind.REPORTS, bytewise(input), "in chunks of one byte");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("typing")
    void whatPeopleTypeIsAKeyPress(String name, byte[] input) {
        assertFalse(TerminalReports.onlyReports(input), name);
        assertEquals(InputKind.TYPING, bytewise(input), "in chunks of one byte");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reports")
    void aKeyAfterAReportIsStillAKey(String name, byte[] input) {
        Classifier classifier = new Classifier();
        classifier.message(input);

        assertEquals(InputKind.TYPING, classifier.message(bytes("a")), name);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reports")
    void aReportMayBeSplitOverMessages(String name, byte[] input) {
        // A split after one or two bytes looks like Escape or an Alt chord, X10 coordinates are never split by a
        // terminal.
        if (name.contains("X10")) {
            return;
        }
        for (int cut = 3; cut < input.length; cut++) {
            Classifier classifier = new Classifier();
            InputKind first = classifier.message(Arrays.copyOf(input, cut));
            InputKind second = classifier.message(Arrays.copyOfRange(input, cut, input.length));
            // "several at once" may be cut right after an ESC.
            if (input[cut - 1] != 0x1b && !(cut > 1 && input[cut - 2] == 0x1b)) {
                assertFalse(first == InputKind.TYPING, name + " cut at " + cut);
                assertEquals(InputKind.REPORTS, second, name + " cut at " + cut);
            }
        }
    }

    @Test
    void aPasteInSeveralMessagesIsTypingToItsEnd() {
        Classifier classifier = new Classifier();

        assertEquals(InputKind.TYPING, classifier.message(bytes(E + "[200~first")));
        assertEquals(InputKind.TYPING, classifier.message(bytes(E + "[I")));
        assertEquals(InputKind.TYPING, classifier.message(bytes("last" + E + "[201~")));
        assertEquals(InputKind.REPORTS, classifier.message(bytes(E + "[I")));
    }

    @Test
    void anUnfinishedReplyDoesNotHideTypingForEver() {
        Classifier classifier = new Classifier();
        assertEquals(InputKind.UNFINISHED, classifier.message(bytes(E + "]52;c;aGVs")));

        assertEquals(InputKind.TYPING, classifier.message(bytes("ls\r")));
        assertEquals(InputKind.TYPING, classifier.message(bytes("a")));
    }

    @Test
    void anyMixOfReportsIsNoTypingAndOneKeyInItIs() {
        long seed = Long.getLong("berth.seed", System.nanoTime());
        Random random = new Random(seed);
        byte[][] all = reports()
                // Followed by a character it is a report in UTF-8, and the character its last coordinate.
                .filter(row -> !String.valueOf(row.get()[0]).contains("looks like UTF-8"))
                .map(row -> (byte[]) row.get()[1])
                .toArray(byte[][]::new);
        for (int round = 0; round < 20_000; round++) {
            Classifier classifier = new Classifier();
            var mix = new java.io.ByteArrayOutputStream();
            for (int i = random.nextInt(6); i >= 0; i--) {
                mix.writeBytes(all[random.nextInt(all.length)]);
            }
            String where = "seed " + seed + " round " + round;
            assertEquals(InputKind.REPORTS, classifier.message(mix.toByteArray()), where);
            mix.writeBytes(bytes("k"));
            mix.writeBytes(all[random.nextInt(all.length)]);
            assertEquals(InputKind.TYPING, new Classifier().message(mix.toByteArray()), where);
        }
    }

    private static InputKind bytewise(byte[] input) {
        Classifier classifier = new Classifier();
        InputKind kind = InputKind.REPORTS;
        for (int i = 0; i < input.length; i++) {
            kind = classifier.chunk(new byte[] {input[i]}, i == input.length - 1);
        }
        return kind;
    }

    private static Arguments row(String name, String input) {
        return Arguments.of(name, bytes(input));
    }

    /** Characters up to U+00FF outside of text stand for raw bytes, as xterm.js sends mouse coordinates. */
    private static byte[] bytes(String text) {
        return text.startsWith(E + "[M")
                ? text.getBytes(StandardCharsets.ISO_8859_1)
                : text.getBytes(StandardCharsets.UTF_8);
    }
}
