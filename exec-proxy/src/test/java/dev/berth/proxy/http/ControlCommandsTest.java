package dev.berth.proxy.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.crd.DemandWant;
import dev.berth.crd.InstancePhase;
import dev.berth.crd.Power;
import dev.berth.crd.WakeReason;
import dev.berth.proxy.relay.Fixtures;
import dev.berth.ttyd.BoxLease;
import dev.berth.ttyd.LeaseRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page may ask for on its control socket, and who may. */
final class ControlCommandsTest extends ControlRig {

    @Test
    void wakeAndRetryAskForTheComputer() {
        try (var page = asleep()) {
            page.say("{\"do\":\"wake\"}");
            await().until(() -> cluster.demands.equals(List.of(WakeReason.BUTTON)));
        }
        try (var page = asleep()) {
            page.say("{\"do\":\"retry\"}");
            await().until(() -> cluster.demands.size() == 2);
            assertEquals(List.of(DemandWant.AWAKE, DemandWant.AWAKE), cluster.wants);
        }
    }

    @Test
    void whatItsOwnerKeepsAsleepIsNotWokenAndThePageIsTold() {
        cluster.becomes(is(InstancePhase.SUSPENDED, Power.SUSPENDED));
        try (var page = page(1)) {
            page.next();
            page.say("{\"do\":\"wake\"}");
            assertEquals("{\"notice\":{\"text\":\"Its owner keeps it asleep.\"}}", page.next());
            assertEquals(List.of(), cluster.demands);
        }
    }

    @Test
    void theConsoleWakesByTheNewestFace() {
        cluster.becomes(is(InstancePhase.SUSPENDED));
        try (var console = page(0)) {
            assertTrue(console.next().contains("\"role\":\"Viewer\""), "nobody types there");
            console.say("{\"do\":\"wake\"}");
            await().until(() -> cluster.demands.equals(List.of(WakeReason.BUTTON)));
        }
    }

    @Test
    void sleepIsTheOwnersToAskFor() {
        try (var page = informed()) {
            page.say("{\"do\":\"sleep\"}");
            await().until(() -> cluster.wants.equals(List.of(DemandWant.ASLEEP)));
        }
    }

    @Test
    void stayAwakeTakesALeaseAndGivesItBack() {
        try (var page = informed()) {
            box.held = List.of(new BoxLease("asked for on the page", 3_600_000));
            page.say("{\"do\":\"stayAwake\",\"for\":\"1h\"}");
            var told = page.next();
            assertTrue(
                    told.startsWith("{\"heldBy\":[{\"kind\":\"Lease\",\"what\":\"asked for on the page\",\"until\":")
                            && told.contains("\"sleepsAt\":null"),
                    told);
            box.held = List.of();
            page.say("{\"do\":\"stayAwake\",\"for\":\"0s\"}");
            assertTrue(page.next().contains("\"heldBy\":null"));
            assertEquals(
                    List.of(
                            new LeaseRequest("asked for on the page", 3_600_000),
                            new LeaseRequest("asked for on the page", 0)),
                    box.leases);
        }
    }

    @Test
    void aLeaseThatTheBoxRefusesIsExplained() {
        try (var page = informed()) {
            box.status = 423;
            page.say("{\"do\":\"stayAwake\"}");
            assertEquals("{\"notice\":{\"text\":\"The computer did not answer. Try again.\"}}", page.next());
        }
    }

    @Test
    void closeEndsAFaceOfItsOwner() {
        cluster.faces(Fixtures.face(), Fixtures.face(2, false));
        try (var page = informed()) {
            page.say("{\"do\":\"close\",\"face\":9}");
            page.say("{\"do\":\"close\",\"face\":2}");
            await().until(() -> cluster.deleted.equals(List.of("calm-meadow-4821.main.2")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"do\":\"wake\"}",
                "{\"do\":\"retry\"}",
                "{\"do\":\"sleep\"}",
                "{\"do\":\"stayAwake\",\"for\":\"1h\"}",
                "{\"do\":\"close\",\"face\":1}"
            })
    void aViewerIsRefusedWhateverIsAsked(String command) {
        serve(Fixtures.WATCHER);
        try (var page = page(1)) {
            while (!page.next().contains("zsh")) {}
            page.say(command);
            assertEquals("{\"notice\":{\"text\":\"You can watch this computer, not change it.\"}}", page.next());
        }
        assertEquals(List.of(), cluster.demands);
        assertEquals(List.of(), cluster.deleted);
        assertEquals(List.of(), box.leases);
    }

    @Test
    void aDriverWakesAndKeepsAwakeButEndsNothingOfOthers() {
        serve(Fixtures.DRIVER);
        try (var page = informed()) {
            page.say("{\"do\":\"sleep\"}");
            assertEquals("{\"notice\":{\"text\":\"Only its owner lets this computer sleep.\"}}", page.next());
            page.say("{\"do\":\"close\",\"face\":1}");
            assertEquals(
                    "{\"notice\":{\"text\":\"Only its owner closes a face that somebody else has opened.\"}}",
                    page.next());
            page.say("{\"do\":\"stayAwake\",\"for\":\"5m\"}");
            await().until(() -> box.leases.equals(List.of(new LeaseRequest("asked for on the page", 300_000))));
            assertEquals(List.of(), cluster.wants);
            assertEquals(List.of(), cluster.deleted);
        }
        try (var page = asleep()) {
            page.say("{\"do\":\"wake\"}");
            await().until(() -> cluster.demands.equals(List.of(WakeReason.BUTTON)));
        }
    }

    @Test
    void whatCannotBeUnderstoodDoesNothingAndHarmsNothing() {
        var nonsense = List.of(
                "{",
                "{\"do\":",
                "nonsense",
                "[]",
                "null",
                "17",
                "{}",
                "{\"do\":null}",
                "{\"do\":[\"sleep\"]}",
                "{\"do\":\"fly\"}",
                "{\"do\":\"close\"}",
                "{\"do\":\"close\",\"face\":0}",
                "{\"do\":\"close\",\"face\":-1}",
                "{\"do\":\"close\",\"face\":\"two\"}",
                "{\"do\":\"close\",\"face\":1e99}",
                "{\"do\":\"stayAwake\",\"for\":\"for ever\"}");
        try (var page = informed()) {
            for (var text : nonsense) {
                page.say(text).ping();
                assertEquals(0, page.unread(), text);
            }
            page.say("{\"do\":\"sleep\",\"new\":\"member\"}");
            await().until(() -> cluster.wants.equals(List.of(DemandWant.ASLEEP)));
            assertEquals(List.of(), cluster.deleted);
            assertEquals(List.of(), box.leases);
        }
    }
}
