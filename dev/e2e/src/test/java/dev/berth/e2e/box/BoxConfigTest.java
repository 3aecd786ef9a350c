package dev.berth.e2e.box;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.ttyd.BoxAgent;
import dev.berth.ttyd.BoxConfig;
import dev.berth.ttyd.CloseCode;
import dev.berth.ttyd.Role;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a real box makes of the configuration it is sent: commands of agents, faces that are closed, files. */
@Tag("box")
class BoxConfigTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static List<String> says(String word) {
        return List.of("sh", "-c", "echo " + word + "-$BERTH_FACE-in-$PWD; exec bash --norc");
    }

    private static BoxConfig config(List<String> openFaces, Map<String, String> files) {
        var agents = List.of(
                new BoxAgent("main", says("fresh"), says("resumed"), "/tmp"),
                new BoxAgent("plain", List.of(), List.of(), "/workspace"));
        return new BoxConfig(agents, openFaces, 0, 0, files);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void the_first_face_after_a_cold_start_resumes_its_agent() {
        try (var box = TestBox.started()) {
            var open = List.of("main/1", "main/2", "main/3", "main/4", "plain/1", "plain/2");
            assertEquals(204, box.configure(config(open, Map.of())));
            try (var first = box.newFace("main/1");
                    var second = box.newFace("main/2");
                    var plain = box.newFace("plain/1")) {
                first.awaits("fresh-main/1-in-/tmp");
                second.awaits("fresh-main/2-in-/tmp");
                plain.awaits("$");
            }
            box.stop();
            box.start();
            assertEquals(204, box.configure(config(open, Map.of())));
            try (var third = box.newFace("main/3");
                    var fourth = box.newFace("main/4");
                    var plain = box.newFace("plain/2")) {
                third.awaits("resumed-main/3-in-/tmp");
                fourth.awaits("fresh-main/4-in-/tmp");
                plain.awaits("$");
            }
        }
    }

    @Test
    void what_runs_in_a_closed_face_ends_and_other_faces_go_on() {
        try (var box = TestBox.started();
                var kept = box.newFace("plain/1")) {
            assertEquals(204, box.configure(config(List.of("plain/1", "plain/2"), Map.of())));
            kept.awaits("$").type("echo kept-$((1+1))\r");
            try (var closed = box.newFace("plain/2")) {
                closed.awaits("$").type("sleep 4711\r");
                await("it runs")
                        .atMost(SOON)
                        .until(() -> box.asks("pgrep -f '[s]leep 4711'").exitCode() == 0);
            }

            assertEquals(204, box.configure(config(List.of("plain/1"), Map.of())));

            await("its program has ended")
                    .atMost(SOON)
                    .until(() -> box.asks("pgrep -f '[s]leep 4711'").exitCode() != 0);
            assertEquals(410, box.refusal(box.grant("plain/2", Role.OWNER, false)));
            assertEquals(410, box.refusal(box.grant("plain/2", Role.OWNER, true)), "never a silent new shell");
            kept.awaits("kept-2").type("echo still-$((2+2))\r");
            kept.awaits("still-4");
        }
    }

    @Test
    void a_face_that_is_closed_while_somebody_is_there_ends_within_a_minute() {
        try (var box = TestBox.started();
                var terminal = box.newFace("plain/1")) {
            terminal.awaits("$");
            assertEquals(204, box.configure(config(List.of(), Map.of())));
            // A list that left before the face was made may lack it: whoever is attached gets the benefit of that
            // doubt.
            await("it is not ended at once")
                    .during(Duration.ofSeconds(12))
                    .atMost(Duration.ofSeconds(14))
                    .until(terminal::isOpen);
            await("it ends").atMost(Duration.ofSeconds(70)).until(() -> !terminal.isOpen());
            assertEquals(CloseCode.SESSION_ENDED, terminal.awaitClose());
        }
    }

    @Test
    void files_are_there_for_agents_and_change_as_a_whole() {
        try (var box = TestBox.started()) {
            var open = List.of("plain/1");
            assertEquals(
                    204, box.configure(config(open, Map.of("token", base64("s3cret"), "settings.json", base64("{}")))));
            try (var terminal = box.newFace("plain/1")) {
                terminal.awaits("$").type("cat $BERTH_CONFIG/token; echo; ls $BERTH_CONFIG | tr '\\n' ' '\r");
                terminal.awaits("s3cret").awaits("settings.json token");
            }
            assertTrue(box.asks("echo x > /etc/berth/config/token").exitCode() != 0, "a person changes none of it");
            assertTrue(box.asks("cat /etc/berth/config.json").exitCode() != 0);

            assertEquals(204, box.configure(config(open, Map.of("token", base64("another")))));
            assertEquals("another", box.claude("cat /etc/berth/config/token"));
            assertEquals("token", box.claude("ls /etc/berth/config"));

            assertEquals(507, box.configure(config(open, Map.of("../escape", base64("x")))));
            assertEquals("another", box.claude("cat /etc/berth/config/token"));
        }
    }

    @Test
    void a_boxd_that_comes_back_knows_its_configuration() {
        try (var box = TestBox.started()) {
            assertEquals(204, box.configure(config(List.of("main/1"), Map.of())));
            box.root("kill -9 $(pgrep -x java)");
            await("boxd is back")
                    .atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> box.open().statusCode() == 200);
            try (var terminal = box.newFace("main/1")) {
                terminal.awaits("fresh-main/1-in-/tmp");
            }
        }
    }
}
