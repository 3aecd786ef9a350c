package dev.berth.stack.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordsRulesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void theUrlIsLastAndAloneInALog() {
        String said = new LogWords().ready(SECOND, ".berth/kubeconfig", false, "http://hello.localhost:8080/");
        assertEquals("http://hello.localhost:8080/", said.lines().toList().getLast());
    }

    @Test
    void theUrlIsBoldAndALinkOnATerminal() {
        String said = new TerminalWords(80, true).ready(SECOND, "k", true, "http://a.localhost/");
        assertTrue(
                said.endsWith("  \033]8;;http://a.localhost/\033\\\033[1mhttp://a.localhost/\033[0m\033]8;;\033\\\n"),
                said);
    }

    @Test
    void coloursAreThoseOfTheRules() {
        TerminalWords words = new TerminalWords(80, true);
        assertTrue(words.done("jdk", "d", SECOND).startsWith("  \033[32m✓\033[0m jdk            \033[90md"));
        assertTrue(words.running("jdk", "d", SECOND).startsWith("  \033[33m·\033[0m"));
        assertTrue(words.failed("jdk", "d", SECOND).startsWith("  \033[31m✗\033[0m"));
    }

    @Test
    void noColourDropsTheColoursAndNothingElse() {
        String plain = new TerminalWords(80, false).done("jdk", "openjdk", SECOND);
        String coloured = new TerminalWords(80, true).done("jdk", "openjdk", SECOND);
        assertEquals(plain, coloured.replaceAll("\033\\[[0-9]+m", ""));
        assertFalse(plain.contains("\033"));
    }

    @Test
    void aNarrowTerminalLosesTheDetails() {
        String said = new TerminalWords(50, false).done("jdk", "openjdk 25.0.3", SECOND);
        assertEquals(50, said.stripTrailing().length());
        assertFalse(said.contains("openjdk"));
    }

    @Test
    void aLongDetailIsCutAndTheDurationKeepsItsPlace() {
        String said = new TerminalWords(120, false).done("build", "x".repeat(200), SECOND);
        assertEquals(78, said.stripTrailing().length());
        assertTrue(said.endsWith("… 1.0 s\n"), said);
        assertTrue(new LogWords().done("build", "x".repeat(200), SECOND).endsWith("... 1.0 s\n"));
    }

    @Test
    void aLogIsAscii() {
        String said = new LogWords().done("build", "größer…", SECOND)
                + new LogWords().explain(new Failure("d", List.of(), "tout à fait", 1));
        assertTrue(said.chars().allMatch(c -> c == '\n' || (c >= 0x20 && c < 0x7f)), said);
    }

    @Test
    void minutesOnATerminalSecondsInALog() {
        Duration long72 = Duration.ofMillis(72_040);
        assertTrue(new TerminalWords(80, false).done("build", "", long72).endsWith(" 1 m 12 s\n"));
        assertTrue(new LogWords().done("build", "", long72).endsWith(" 72.0 s\n"));
    }
}
