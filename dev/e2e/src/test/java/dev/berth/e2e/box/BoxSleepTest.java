package dev.berth.e2e.box;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.ttyd.CloseCode;
import dev.berth.ttyd.Quiesce;
import dev.berth.ttyd.Role;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How a real box goes to sleep and comes back: the handshake, pause, stop and start. */
@Tag("box")
class BoxSleepTest {

    @Test
    void quiesce_closes_the_intake_after_the_last_key_and_open_brings_the_same_screen() {
        try (var box = TestBox.started();
                var terminal = box.newFace("main/1")) {
            terminal.awaits("$").type("echo before-$((1+1))\r");
            terminal.awaits("before-2");
            assertEquals(409, box.quiesce(Quiesce.at(box.activity().seq() - 1)), "something came in since");
            assertEquals(200, box.quiesce(Quiesce.at(box.activity().seq())));
            assertEquals(CloseCode.INTAKE_CLOSED, terminal.awaitClose());
            assertEquals(java.util.List.of("hold"), terminal.pings);
            assertEquals(423, box.refusal(box.grant("main/1", Role.OWNER, false)));
            assertEquals(423, box.lease("late", Duration.ofMinutes(1)));
            box.pause();
            box.unpause();
            assertEquals(200, box.open().statusCode());
            try (var again = box.attach("main/1", Role.OWNER)) {
                again.awaits("before-2");
            }
        }
    }

    @Test
    void a_terminal_that_does_not_answer_makes_it_busy_and_is_closed_at_the_next_try() {
        try (var box = TestBox.started();
                var terminal = box.newFace("main/1")) {
            terminal.awaits("$");
            terminal.answerNoHolds();
            assertEquals(409, box.quiesce(Quiesce.at(box.activity().seq())));
            Awaitility.await().until(() -> terminal.pings.contains("go"));
            assertEquals(200, box.quiesce(Quiesce.at(box.activity().seq())));
            assertEquals(CloseCode.RESTARTED, terminal.awaitClose());
        }
    }

    @Test
    void forced_sleep_delivers_every_key_that_was_sent() {
        try (var box = TestBox.started()) {
            for (int face = 1; face <= 10; face++) {
                try (var terminal = box.newFace("main/" + face)) {
                    terminal.awaits("$").type("cat > /workspace/keys-" + face + "\r");
                    terminal.awaits("keys-" + face + "\r\n");
                    terminal.type("all of it\r");
                    assertEquals(200, box.quiesce(Quiesce.forced()));
                    assertEquals(CloseCode.INTAKE_CLOSED, terminal.awaitClose());
                }
                box.open();
                int number = face;
                Awaitility.await("face " + number + " kept its keys")
                        .untilAsserted(() -> assertEquals("all of it", box.claude("cat /workspace/keys-" + number)));
            }
        }
    }

    @Test
    void a_stopped_box_keeps_its_files_and_loses_its_sessions() {
        try (var box = TestBox.started()) {
            String bootId = box.activity().bootId();
            try (var terminal = box.newFace("main/1")) {
                terminal.awaits("$").type("echo kept > ~/note; echo done-$((2+2))\r");
                terminal.awaits("done-4");
            }
            assertEquals(204, box.lease("npm test", Duration.ofHours(1)));
            box.claude("rm ~/.bashrc; mkdir ~/mine");
            box.root("rm -rf /mnt/workspace/user/.ssh; chmod 777 /mnt/workspace/user/.claude; "
                    + "rm -rf /mnt/workspace/system/logs; touch /mnt/workspace/system/logs");
            box.stop();
            box.start();
            assertFalse(bootId.equals(box.activity().bootId()), "a new boot id after a cold start");
            assertEquals("kept", box.claude("cat ~/note"));
            assertEquals(410, box.refusal(box.grant("main/1", Role.OWNER, true)));
            assertEquals("npm test", box.activity().leases().getFirst().holder());
            assertEquals(
                    "drwx------ claude\ndrwx------ claude\ndrwxr-xr-x root",
                    box.root("cd /mnt/workspace; stat -c '%A %U' user/.ssh user/.claude system/logs"));
            assertTrue(box.asks("test -e ~/.bashrc").exitCode() != 0, "home is seeded once");
            assertTrue(box.asks("test -d ~/mine -a -d ~/projects").exitCode() == 0);
            try (var terminal = box.newFace("main/2")) {
                terminal.awaits("$");
            }
        }
    }
}
