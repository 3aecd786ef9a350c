package dev.berth.e2e.box;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.ttyd.BoxConfig;
import dev.berth.ttyd.Grant;
import dev.berth.ttyd.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a box counts, apart from the table of real programs in {@link ActivityTableTest}; a minute of work is 6 s here, by the same rules. */
@Tag("box")
class BoxActivityTest {

    /** A busy window and some samples: work that is there was seen, work that is over is forgotten. */
    private static final Duration SETTLED = Duration.ofSeconds(14);

    private static TestBox box;
    private static int faces;

    @BeforeAll
    static void boot() {
        box = TestBox.hurried();
    }

    @AfterAll
    static void end() {
        box.close();
    }

    private static BoxTerminal running(String command) {
        var terminal = box.newFace("main/" + ++faces);
        terminal.awaits("$").type(command + "\r");
        return terminal;
    }

    @Test
    void work_whose_shell_has_gone_counts_for_main() {
        try (var terminal = running("(setsid yes >/dev/null &) ; exit")) {
            terminal.awaitClose();
            Awaitility.await("the orphan is work").atMost(SETTLED).until(box::awake);
        } finally {
            box.root("pkill -x yes");
        }
        Awaitility.await().atMost(SETTLED).until(() -> !box.awake());
    }

    private static List<String> open() {
        return java.util.stream.IntStream.rangeClosed(1, 99)
                .mapToObj(number -> "main/" + number)
                .toList();
    }

    @Test
    void each_look_at_a_dev_server_counts() {
        try (var terminal = running("python3 -m http.server 8123 2>/dev/null")) {
            Awaitility.await().atMost(SETTLED).untilAsserted(() -> assertEquals(200, look()));
            long seq = box.activity().seq();
            assertEquals(200, look());
            var activity = box.activity();
            assertEquals(seq + 1, activity.seq());
            assertTrue(activity.previewAgeMillis() < 5_000);
            terminal.type("\003");
        }
    }

    private static int look() {
        var grant = Grant.port(box.key.instanceUid(), 8123, Role.OWNER, Instant.now());
        return box.request("GET", "/v1/port/8123/", box.key.sign(grant)).statusCode();
    }

    @Test
    void a_lease_taken_in_the_box_holds_it_and_can_be_given_back() {
        assertEquals(0, box.asks("berth keep-awake 2h 'long tests'").exitCode());
        var lease = box.activity().leases().getFirst();
        assertEquals("long tests", lease.holder());
        assertTrue(lease.remainingMillis() > Duration.ofMinutes(119).toMillis());
        assertTrue(box.claude("berth status").contains("long tests"));
        assertEquals(204, box.configure(new BoxConfig(List.of(), open(), 60_000, 0, Map.of())));
        assertTrue(box.activity().leases().getFirst().remainingMillis() <= 60_000, "cut to the class's longest");
        assertEquals(0, box.asks("berth keep-awake 0s 'long tests'").exitCode());
        assertEquals(List.of(), box.activity().leases());
        box.configure(new BoxConfig(List.of(), open(), 0, 0, Map.of()));
    }

    @Test
    void typing_is_activity_and_a_moving_mouse_is_none() {
        try (var terminal = running("cat")) {
            Awaitility.await().until(() -> box.activity().inputAgeMillis() >= 0);
            long seq = box.activity().seq();
            terminal.type("\033[<35;10;10M\033[I");
            terminal.type("\033[O");
            terminal.type("x");
            Awaitility.await().until(() -> box.activity().seq() == seq + 1);
            assertTrue(box.activity().inputAgeMillis() < 5_000);
            terminal.type("\003");
        }
    }
}
