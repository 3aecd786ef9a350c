package dev.berth.e2e.box;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.ttyd.CloseCode;
import dev.berth.ttyd.Role;
import dev.berth.ttyd.WsFrames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Terminals of a real box: typing, roles, crashes, ends, and clients that misbehave. */
@Tag("box")
class BoxTerminalTest {

    private static TestBox box;

    @BeforeAll
    static void boot() {
        box = TestBox.started();
    }

    @AfterAll
    static void end() {
        box.close();
    }

    @Test
    void what_is_typed_runs_and_its_output_comes_back() {
        try (var terminal = box.newFace("main/1")) {
            terminal.awaits("$").type("echo $((6*7))-$BERTH_FACE; pwd; id -un\r");
            terminal.awaits("42-main/1").awaits("/workspace").awaits("claude");
        }
    }

    @Test
    void enter_typed_before_the_prompt_is_still_enter() {
        try (var terminal = box.newFace("main/2")) {
            terminal.type("echo early-$((1+1))\r");
            terminal.awaits("early-2");
        }
    }

    @Test
    void the_title_is_what_runs_and_never_a_command_line_of_ours() {
        try (var terminal = box.newFace("main/3")) {
            terminal.awaits("$").type("sleep 30\r");
            Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> terminal.titles.contains("sleep 30"));
            assertFalse(
                    terminal.titles.stream().anyMatch(title -> title.contains("face-attach")),
                    terminal.titles::toString);
            terminal.type("\003");
        }
    }

    @Test
    void two_browsers_on_one_face_see_the_same_session() {
        try (var one = box.newFace("main/4");
                var two = box.attach("main/4", Role.DRIVER)) {
            one.awaits("$").type("echo same-$((2+3))\r");
            one.awaits("same-5");
            two.awaits("same-5");
        }
    }

    @Test
    void ttyd_dies_and_within_two_seconds_the_same_session_is_back() {
        try (var terminal = box.newFace("main/5")) {
            terminal.awaits("$").type("marker=still-here\r");
            box.root("kill -SEGV $(head -n 1 /run/berth/ttyd.pids)");
            assertEquals(CloseCode.RESTARTED, terminal.awaitClose());
        }
        long died = System.nanoTime();
        Awaitility.await("ttyd is back")
                .atMost(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> {
                    try (var again = box.attach("main/5", Role.OWNER)) {
                        again.awaits("$").type("echo $marker\r");
                        again.awaits("still-here");
                        return true;
                    }
                });
        assertTrue(Duration.ofNanos(System.nanoTime() - died).compareTo(Duration.ofSeconds(2)) < 0);
    }

    @Test
    void boxd_dies_and_sessions_go_on() {
        try (var terminal = box.newFace("main/6")) {
            terminal.awaits("$").type("marker=through\r");
            terminal.awaits("through");
        }
        box.root("kill -9 $(pgrep -x java)");
        Awaitility.await("boxd is back")
                .atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .until(() -> {
                    try (var again = box.attach("main/6", Role.OWNER)) {
                        again.awaits("$").type("echo $marker-$marker\r");
                        again.awaits("through-through");
                        return true;
                    }
                });
    }

    @Test
    void a_viewer_watches_and_changes_nothing() {
        try (var owner = box.newFace("main/7");
                var viewer = box.attach("main/7", Role.VIEWER)) {
            owner.awaits("$").type("echo shown\r");
            viewer.awaits("shown");
            long seq = box.activity().seq();
            viewer.type("echo typed-by-viewer\r");
            viewer.type("\002(");
            viewer.resize(20, 5);
            owner.type("tput cols; echo done-$((3*3))\r");
            owner.awaits("done-9").awaits("100");
            assertFalse(owner.screen().contains("typed-by-viewer"));
            assertTrue(viewer.isOpen());
            assertTrue(box.activity().seq() > seq);
        }
    }

    @Test
    void an_ended_session_closes_its_terminals_and_stays_ended() {
        try (var terminal = box.newFace("main/8")) {
            terminal.awaits("$").type("exit\r");
            assertEquals(CloseCode.SESSION_ENDED, terminal.awaitClose());
        }
        assertEquals(410, box.refusal(box.grant("main/8", Role.OWNER, false)));
        assertEquals(410, box.refusal(box.grant("main/8", Role.OWNER, true)), "never a silent new shell");
    }

    @Test
    void empty_frames_and_foreign_sizes_never_reach_ttyd() {
        try (var terminal = box.newFace("main/9")) {
            terminal.awaits("$");
            String pids = box.root("cat /run/berth/ttyd.pids");
            terminal.send(WsFrames.BINARY, new byte[0]);
            terminal.send(WsFrames.TEXT, new byte[0]);
            terminal.send(WsFrames.BINARY, ascii("1{\"columns\":-5,\"rows\":100000}"));
            terminal.send(WsFrames.BINARY, ascii("1nonsense"));
            terminal.send(WsFrames.BINARY, ascii("9unknown"));
            terminal.type("");
            terminal.type("echo alive-$((4*4))\r");
            terminal.awaits("alive-16");
            assertEquals(pids, box.root("cat /run/berth/ttyd.pids"));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void a_client_that_breaks_the_protocol_is_closed_with_1002() {
        try (var terminal = box.newFace("main/10")) {
            terminal.sendRaw(WsFrames.server(WsFrames.BINARY, new byte[] {'0', 'x'}));
            assertEquals(CloseCode.PROTOCOL, terminal.awaitClose());
        }
    }
}
