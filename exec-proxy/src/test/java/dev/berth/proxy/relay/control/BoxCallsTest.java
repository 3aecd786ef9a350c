package dev.berth.proxy.relay.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.crd.InstancePhase;
import dev.berth.proxy.directory.MachineView.Machine;
import dev.berth.proxy.relay.Fixtures;
import dev.berth.ttyd.BoxKeys;
import dev.berth.ttyd.LeaseRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Control calls over a real connection: what is asked, and whom nobody believes. */
class BoxCallsTest {

    @TempDir
    Path folder;

    private ControlBox box;
    private BoxCalls calls;
    private Machine machine;

    @BeforeEach
    void start() throws IOException {
        Files.write(folder.resolve("2026-11"), new byte[32]);
        var keys = BoxKeys.read(folder);
        box = new ControlBox(keys.forInstance("2026-11", Fixtures.MACHINE_UID));
        calls = new BoxCalls(keys, Clock.systemUTC());
        machine = machine(box.port());
    }

    @AfterEach
    void stop() {
        box.close();
    }

    private static Machine machine(int port) {
        return Fixtures.machine(InstancePhase.READY, Instant.now(), "127.0.0.1", port, "5f2c9a10");
    }

    @Test
    void eachCallCarriesAGrantOfItsOwn() throws Exception {
        assertEquals(60_000, calls.activity(machine).inputAgeMillis());
        assertEquals("zsh", calls.sessions(machine).sessions().getFirst().title());
        calls.lease(machine, new LeaseRequest("asked for on the page", 3_600_000));

        assertEquals(List.of("GET /v1/activity", "GET /v1/sessions", "POST /v1/lease"), box.calls);
        assertEquals(List.of(new LeaseRequest("asked for on the page", 3_600_000)), box.leases);
    }

    @Test
    void anAnswerWithoutProofIsNobodys() {
        box.proves = false;
        var refused = assertThrows(BoxCalls.Unanswered.class, () -> calls.activity(machine));
        assertTrue(String.valueOf(refused.getMessage()).contains("is not the box"), refused::toString);
    }

    @Test
    void aRefusalIsNoAnswer() {
        box.status = 423;
        var refused = assertThrows(BoxCalls.Unanswered.class, () -> calls.lease(machine, new LeaseRequest("x", 1)));
        assertTrue(String.valueOf(refused.getMessage()).contains("423"), refused::toString);
        assertEquals(List.of(), box.leases);
    }

    @Test
    void whatCannotBeReadIsNoAnswer() {
        for (var nonsense : List.of("[", "[]", "\"text\"", "<html>")) {
            box.instead = nonsense.getBytes(StandardCharsets.UTF_8);
            assertThrows(BoxCalls.Unanswered.class, () -> calls.sessions(machine), nonsense);
        }
    }

    @Test
    void nobodyAtTheAddressIsNoAnswer() {
        int nobody = box.port();
        box.close();
        assertThrows(BoxCalls.Unanswered.class, () -> calls.activity(machine(nobody)));
    }
}
