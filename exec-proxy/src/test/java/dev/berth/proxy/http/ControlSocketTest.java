package dev.berth.proxy.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.crd.InstancePhase;
import dev.berth.crd.Power;
import dev.berth.proxy.relay.Fixtures;
import dev.berth.ttyd.BoxSession;
import dev.berth.ttyd.CloseCode;
import dev.berth.ttyd.WsFrames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The control socket from its first frame to its end. */
final class ControlSocketTest extends ControlRig {

    @Test
    void theFirstFrameIsWholeAndLaterOnesAreWhatHasChanged() {
        cluster.becomes(is(InstancePhase.SUSPENDED));
        try (var page = page(1)) {
            assertEquals("""
                    {"state":"asleep","since":"2026-11-21T09:25:00Z","role":"Owner",\
                    "faces":[{"n":1,"hash":"%s","title":"main/1"}]}""".formatted(HASH), page.next());

            cluster.becomes(is(InstancePhase.SUSPENDED));
            cluster.becomes(is(InstancePhase.RESUMING));
            assertEquals("{\"state\":\"waking\"}", page.next(), "nothing is said of what stays");

            cluster.becomes(is(InstancePhase.READY));
            assertEquals("{\"state\":\"ready\"}", page.next());
            var asked = page.next();
            assertTrue(asked.matches("\\{\"sleepsAt\":\"[^\"]+\",\"faces\":\\[\\{.*\"title\":\"zsh\"}]}"), asked);

            cluster.faces(Fixtures.face(), Fixtures.face(2, false));
            assertTrue(page.next().startsWith("{\"faces\":[{\"n\":1,"));

            cluster.becomes(is(InstancePhase.SUSPENDED, Power.SUSPENDED));
            assertEquals(
                    "{\"state\":\"asleep\",\"why\":\"Its owner keeps it asleep.\",\"canWake\":false,\"sleepsAt\":null}",
                    page.next());
        }
    }

    @Test
    void aMessageThatIsTooLongEndsTheSocket() {
        try (var page = informed()) {
            page.say("{\"do\":\"" + "x".repeat(16 * 1024) + "\"}");
            assertEquals(CloseCode.TOO_BIG, page.awaitClose());
        }
        assertEquals(List.of(), cluster.wants);
    }

    @Test
    void framesThatNoBrowserSendsEndTheSocket() {
        try (var page = informed()) {
            page.raw(WsFrames.server(WsFrames.TEXT, "{\"do\":\"sleep\"}".getBytes(StandardCharsets.UTF_8)));
            assertEquals(CloseCode.PROTOCOL, page.awaitClose());
        }
        assertEquals(List.of(), cluster.wants, "an unmasked frame is nobody's wish");
    }

    @Test
    void aPageThatClosesIsAnsweredAndForgotten() {
        try (var page = informed()) {
            assertEquals(1, controls.count());
            page.hangUp();
            assertEquals(CloseCode.NORMAL, page.awaitClose());
            await().until(() -> controls.count() == 0 && cluster.listeners() == 0);
        }
    }

    @Test
    void aPageThatVanishesIsForgotten() {
        informed().close();
        await().until(() -> controls.count() == 0 && cluster.listeners() == 0);
    }

    @Test
    void aClosedFaceAndEndedAccessSaySo() {
        try (var page = informed()) {
            cluster.faces(Fixtures.face(1, true));
            assertEquals(CloseCode.NORMAL, page.awaitClose());
            assertEquals("closed", page.closeReason());
            await().until(() -> !page.connected());
        }
        cluster.faces(Fixtures.face());
        serve(Fixtures.WATCHER);
        try (var page = page(1)) {
            page.next();
            cluster.becomes(Fixtures.unshared(is(InstancePhase.READY)));
            assertEquals(CloseCode.ACCESS_ENDED, page.awaitClose());
        }
    }

    @Test
    void titlesThatChangeInTheBoxAreTold() {
        try (var page = informed()) {
            box.sessions = List.of(new BoxSession("main/1", "vim", "~/projects", 1));
            // Asked anew after whatever was done in the box.
            page.say("{\"do\":\"stayAwake\",\"for\":\"1m\"}");
            assertTrue(page.next().contains("\"title\":\"vim\""));
        }
    }

    @Test
    void aReplicaThatEndsSendsItsPagesElsewhere() {
        try (var page = informed()) {
            var drained = controls.drain(Duration.ofMillis(200)).toCompletableFuture();
            assertEquals(CloseCode.RESTARTED, page.awaitClose());
            await().until(drained::isDone);
        }
    }
}
