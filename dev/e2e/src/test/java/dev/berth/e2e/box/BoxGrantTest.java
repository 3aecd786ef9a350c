package dev.berth.e2e.box;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.ttyd.BoxKey;
import dev.berth.ttyd.BoxPaths;
import dev.berth.ttyd.Grant;
import dev.berth.ttyd.Role;
import dev.berth.ttyd.Scope;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The door of a real box: who comes in, and how the box proves itself. */
@Tag("box")
class BoxGrantTest {

    private static TestBox box;

    @BeforeAll
    static void boot() {
        box = TestBox.started();
    }

    @AfterAll
    static void end() {
        box.close();
    }

    private static Grant control() {
        return Grant.control(box.key.instanceUid(), Instant.now());
    }

    @Test
    void a_grant_lets_one_request_in_and_the_answer_proves_the_box() {
        var grant = control();
        var first = box.request("GET", BoxPaths.ACTIVITY, box.key.sign(grant));
        assertEquals(200, first.statusCode());
        assertTrue(box.key.proves(
                grant.jti(), first.headers().firstValue(BoxPaths.HEADER_PROOF).orElse(null)));
        var again = box.request("GET", BoxPaths.ACTIVITY, box.key.sign(grant));
        assertEquals(401, again.statusCode());
        assertTrue(new String(again.body(), StandardCharsets.UTF_8).contains("used before"));
    }

    @Test
    void no_grant_another_boxs_grant_an_old_one_and_one_for_another_call_are_refused() {
        assertEquals(401, box.request("GET", BoxPaths.ACTIVITY, "nonsense").statusCode());
        var other = BoxKey.derive("test", new byte[32], UUID.randomUUID().toString());
        assertEquals(
                401,
                box.request("GET", BoxPaths.ACTIVITY, other.sign(control())).statusCode());
        var old = Grant.control(box.key.instanceUid(), Instant.now().minusSeconds(120));
        assertEquals(
                401, box.request("GET", BoxPaths.ACTIVITY, box.key.sign(old)).statusCode());
        var attach = box.grant("main/1", Role.OWNER, true);
        assertEquals(
                401, box.request("GET", BoxPaths.ACTIVITY, box.key.sign(attach)).statusCode());
        assertEquals(401, box.refusal(control()));
        var inDisguise = new Grant(
                box.key.instanceUid(),
                Scope.ATTACH,
                "main/1 -x",
                0,
                Role.OWNER,
                true,
                "j",
                Instant.now().plusSeconds(60));
        assertEquals(401, box.refusal(inDisguise));
    }

    @Test
    void a_face_that_was_lost_is_gone_and_a_viewer_starts_none() {
        assertEquals(410, box.refusal(box.grant("main/77", Role.OWNER, false)));
        assertEquals(403, box.refusal(box.grant("main/78", Role.VIEWER, true)));
    }

    @Test
    void previews_reach_a_program_and_never_boxd_itself() {
        box.claude("cd /workspace && echo harbour > tide.txt && (python3 -m http.server 8000 >/dev/null 2>&1 &)");
        org.awaitility.Awaitility.await().untilAsserted(() -> {
            var grant = Grant.port(box.key.instanceUid(), 8000, Role.OWNER, Instant.now());
            var page = box.request("GET", "/v1/port/8000/tide.txt?x=1", box.key.sign(grant));
            assertEquals(200, page.statusCode());
            assertEquals("harbour\n", new String(page.body(), StandardCharsets.UTF_8));
        });
        assertTrue(box.activity().previewAgeMillis() >= 0);
        var itself = Grant.port(box.key.instanceUid(), 7681, Role.OWNER, Instant.now());
        assertEquals(
                403, box.request("GET", "/v1/port/7681/", box.key.sign(itself)).statusCode());
        var closed = Grant.port(box.key.instanceUid(), 9999, Role.OWNER, Instant.now());
        assertEquals(
                502, box.request("GET", "/v1/port/9999/", box.key.sign(closed)).statusCode());
        var other = Grant.port(box.key.instanceUid(), 8001, Role.OWNER, Instant.now());
        assertEquals(
                401, box.request("GET", "/v1/port/8000/", box.key.sign(other)).statusCode());
    }

    @Test
    void the_key_and_the_daemon_are_out_of_a_persons_reach() {
        assertTrue(box.asks("cat /etc/berth/box.key").exitCode() != 0);
        assertTrue(box.asks("ls /mnt/workspace/system/state").exitCode() != 0);
        assertTrue(box.asks("rm -f /run/berth/boxd.sock").exitCode() != 0);
        assertTrue(box.asks("kill -9 $(pgrep -x java)").exitCode() != 0);
    }
}
