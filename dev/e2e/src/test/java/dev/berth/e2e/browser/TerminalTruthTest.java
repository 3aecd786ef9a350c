package dev.berth.e2e.browser;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.e2e.live.Berth;
import dev.berth.e2e.live.LiveComputer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tmux shows in the box is what the page shows, cell by cell. */
@Tag("browser")
@ExtendWith(Browsers.class)
class TerminalTruthTest {

    /** Makes a program in the box that takes a bracketed paste in raw mode and says what arrived. */
    private static final String PASTE_READER = """
            import sys, tty, termios, hashlib, os
            old = termios.tcgetattr(0); tty.setraw(0)
            os.write(1, b'\\x1b[?2004hsend\\r\\n')
            data = b''
            while not data.endswith(b'\\x1b[201~'):
                data += os.read(0, 65536)
            termios.tcsetattr(0, termios.TCSADRAIN, old)
            os.write(1, b'\\x1b[?2004l')
            body = data[data.index(b'\\x1b[200~') + 6:-6]
            print(len(body), hashlib.sha256(body).hexdigest())
            """;

    @Test
    void wideCharactersSurviveBeingSplitAcrossFrames(Berth berth, Browsers.Window window) {
        var computer = berth.computer("truth-wide", "local", "").awaitReady();
        var tab = window.tab(computer.url()).awaitPrompt();
        file(computer, "split.py", """
                import sys, time
                for byte in '你好，世界 🚢⚓ naïve ─┬─ ⠿ e\\u0301 👩\\u200d💻 end'.encode():
                    sys.stdout.buffer.write(bytes([byte])); sys.stdout.buffer.flush(); time.sleep(0.004)
                print()
                """);

        tab.run("clear; python3 /tmp/split.py").awaitScreen("end\n");

        assertSameAsTmux(computer, tab);
        assertTrue(tab.screen().contains("你好，世界 🚢⚓ naïve ─┬─ ⠿"), tab::screen);
    }

    @Test
    void aPasteOf200KilobytesArrivesWhole(Berth berth, Browsers.Window window) throws NoSuchAlgorithmException {
        var computer = berth.computer("truth-paste", "local", "").awaitReady();
        var tab = window.tab(computer.url()).awaitPrompt();
        file(computer, "paste.py", PASTE_READER);
        tab.run("clear; python3 /tmp/paste.py").awaitScreen("send");
        var text = "0123456789 ünïcode 你好 ".repeat(9000).substring(0, 180_000).replace("9 ü", "9\r");
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        assertTrue(bytes.length > 200_000, "the paste has " + bytes.length + " bytes");

        tab.terminal().evaluate("text => window.berthTerminal.paste(text)", text);

        var sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        tab.awaitScreen(bytes.length + " " + sum, Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @CsvSource({"80,24", "120,40", "240,70", "45,34"})
    void theWindowHasTheSizeOfThePage(int columns, int rows, Berth berth, Browsers.Window window) {
        var computer = berth.computer("truth-size-" + columns, "local", "").awaitReady();
        var tab = window.tab(computer.url()).awaitPrompt();

        fit(tab, columns, rows);

        tab.run("clear; stty size");
        await("the size of the window").atMost(Duration.ofSeconds(15)).until(() -> tab.screen()
                .contains(actual(tab)));
        assertEquals(rows + " " + columns, actual(tab));
        tab.run(
                "clear; for i in $(seq 200); do echo line $i of some output that wraps in narrow windows; done; echo done-$((1+1))");
        tab.awaitScreen("done-2");
        assertSameAsTmux(computer, tab);
    }

    @Test
    void resizingUnderOutputSettlesOnTheSamePicture(Berth berth, Browsers.Window window) {
        var computer = berth.computer("truth-resize", "local", "").awaitReady();
        var tab = window.tab(computer.url()).awaitPrompt();
        tab.run("for i in $(seq 1500); do echo \"$i $(printf '%0*d' $((i % 150)) 0)\"; done; echo settled-$((3*3))");
        for (int turn = 0; turn < 24; turn++) {
            tab.page().setViewportSize(600 + 113 * (turn % 8), 420 + 57 * (turn % 6));
            tab.page().waitForTimeout(60);
        }
        tab.awaitScreen("settled-9", Duration.ofSeconds(60));
        assertSameAsTmux(computer, tab);
    }

    @Test
    void vimAndLessDrawAndLeaveAsTheyShould(Berth berth, Browsers.Window window) {
        var computer = berth.computer("truth-vim", "local", "").awaitReady();
        var tab = window.tab(computer.url()).awaitPrompt();
        tab.run("echo before-vim; seq 1 500 > numbers; vim -n -u NONE numbers").awaitScreen("\"numbers\"");
        tab.type("100Gohello from vim").press("Escape");
        tab.awaitScreen("hello from vim");
        assertSameAsTmux(computer, tab);

        tab.run(":wq").awaitScreen("before-vim");
        tab.run("less +/hello numbers").awaitScreen("hello from vim");
        assertSameAsTmux(computer, tab);
        tab.press("q").awaitScreen("before-vim");
        assertSameAsTmux(computer, tab);
    }

    @Test
    void theMouseReachesAProgramThatAsksForIt(Berth berth, Browsers.Window window) {
        var computer = berth.computer("truth-mouse", "local", "").awaitReady();
        var tab = window.tab(computer.url()).awaitPrompt();
        tab.run("seq 1 200 > n; vim -n -u NONE -c 'set mouse=a ttymouse=sgr' n").awaitScreen("\"n\"");

        var box = tab.page().locator("iframe[title=Terminal]").boundingBox();
        tab.page().mouse().click(box.x + 30, box.y + 16 + 19 * 9 + 9);

        await("vim's cursor follows the click").atMost(Duration.ofSeconds(10)).until(() -> {
            var cursor = computer.exec(
                    "tmux", "-S", "/run/berth/tmux.sock", "display-message", "-p", "-t", "=main-1:", "#{cursor_y}");
            return cursor.strip().equals("9");
        });
    }

    @Test
    void osc52WritesTheClipboardAndNeverReadsIt(Berth berth, Browsers.Window window) {
        var computer = berth.computer("truth-osc52", "local", "").awaitReady();
        var tab = window.tab(computer.url()).awaitPrompt();
        var copied = java.util.Base64.getEncoder().encodeToString("from the box".getBytes(StandardCharsets.UTF_8));

        tab.run("printf '\\033]52;c;" + copied + "\\007'; echo copied-$((1+1))").awaitScreen("copied-2");

        await("the clipboard").atMost(Duration.ofSeconds(5)).until(() -> "from the box"
                .equals(tab.terminal().evaluate("navigator.clipboard.readText()")));
        // tmux answers a question from its own buffer; what the reader has copied elsewhere must never come back.
        tab.terminal().evaluate("navigator.clipboard.writeText('of the reader')");
        tab.run("printf '\\033]52;c;?\\007'; read -rt 2 -d '' answer; echo \"asked-$((3*3))\"");
        tab.awaitScreen("asked-9");
        var secret = java.util.Base64.getEncoder().encodeToString("of the reader".getBytes(StandardCharsets.UTF_8));
        assertFalse(tab.screen().contains(secret.substring(0, 12)), tab::screen);
    }

    @Test
    void aPhoneShowsTheSameInItsOwnWidth(Berth berth, Browsers.Window window) {
        var computer = berth.computer("truth-phone", "local", "").awaitReady();
        var tab = window.tab();
        tab.page().setViewportSize(390, 844);
        tab.open(computer.url());
        tab.awaitState("ready");
        await("a prompt").atMost(Duration.ofSeconds(20)).until(() -> tab.screen()
                .contains("$"));
        tab.page()
                .frameLocator("iframe[title=Terminal]")
                .locator(".xterm-screen")
                .click();
        tab.run("seq 1 40; echo phone-$((20+2))").awaitScreen("phone-22");
        assertSameAsTmux(computer, tab);
        assertTrue(
                (boolean) tab.page().evaluate("document.documentElement.scrollWidth <= window.innerWidth"),
                "the page scrolls sideways");
    }

    /** Compared once quiet: both sides may still be drawing. */
    private static void assertSameAsTmux(LiveComputer computer, Tab tab) {
        try {
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> tab.screen().equals(trimmed(computer.tmuxScreen("main-" + tab.face()))));
        } catch (org.awaitility.core.ConditionTimeoutException differ) {
            assertEquals(trimmed(computer.tmuxScreen("main-" + tab.face())), tab.screen());
        }
    }

    private static String trimmed(String screen) {
        return screen.lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .stripTrailing();
    }

    /** Sizes the browser so that the terminal has exactly so many cells. */
    private static void fit(Tab tab, int columns, int rows) {
        var view = tab.page().viewportSize();
        for (int turn = 0; turn < 6 && !actual(tab).equals(rows + " " + columns); turn++) {
            var now = actual(tab).split(" ", -1);
            view.width += (columns - Integer.parseInt(now[1])) * 9;
            view.height += (rows - Integer.parseInt(now[0])) * 19;
            tab.page().setViewportSize(view.width, view.height);
            tab.page().waitForTimeout(400);
        }
    }

    /** Rows and columns of the terminal on the page, as stty prints them. */
    private static String actual(Tab tab) {
        return String.valueOf(tab.terminal().evaluate("window.berthTerminal.rows + ' ' + window.berthTerminal.cols"));
    }

    private static void file(LiveComputer computer, String name, String content) {
        var encoded = java.util.Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
        computer.exec("sh", "-c", "echo " + encoded + " | base64 -d > /tmp/" + name);
    }
}
