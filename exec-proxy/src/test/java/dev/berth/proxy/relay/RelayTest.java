package dev.berth.proxy.relay;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.crd.InstancePhase;
import dev.berth.crd.WakeReason;
import dev.berth.proxy.relay.boot.BootFace;
import dev.berth.ttyd.CloseCode;
import dev.berth.ttyd.Role;
import dev.berth.ttyd.WsFrames;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Terminals over real sockets, against a box that speaks the box protocol. */
class RelayTest {

    private RelayRig rig = new RelayRig(InstancePhase.READY);

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void whatIsTypedArrivesAndWhatIsPrintedComesBack() {
        try (TestBrowser browser = rig.browser('o').reads().hello()) {
            browser.type("echo hi\r");
            until(() -> browser.screen().endsWith("$ echo hi\r"));

            assertEquals("{\"AuthToken\":\"\",\"columns\":80,\"rows\":24}", rig.box.received.getFirst());
            assertEquals(Role.OWNER, rig.box.grants.getFirst().role());
            assertEquals("main/1", rig.box.grants.getFirst().face());
            assertTrue(rig.box.grants.getFirst().fresh());
        }
        until(() -> rig.box.connections.isEmpty());
        until(() -> rig.cluster.listeners() == 0);
    }

    @Test
    void aBoxWithoutProofHearsNothing() {
        rig.box.proves = false;
        try (TestBrowser browser = rig.browser('o').reads().hello().type("secret")) {
            until(() -> rig.box.attaches.get() > 2);
            assertEquals(List.of(), rig.box.received);

            rig.box.proves = true;
            until(() -> browser.screen().contains("secret"));
        }
        assertEquals("secret", rig.box.typed());
    }

    @Test
    void keysHeldWhileTheIntakeClosesWakeTheComputerAndArriveOnce() {
        try (TestBrowser browser = rig.browser('o').reads().hello().type("a")) {
            until(() -> rig.box.typed().equals("a"));
            rig.box.ping("hold");
            until(() -> rig.box.pongs.contains("hold"));
            browser.type("b");
            rig.box.status = 423;
            rig.box.closeAll(CloseCode.INTAKE_CLOSED);
            until(() -> rig.cluster.demands.equals(List.of(WakeReason.KEY_PRESS)));
            browser.type("c");
            rig.becomes(InstancePhase.SUSPENDED);
            rig.box.status = 101;
            rig.becomes(InstancePhase.READY);
            until(() -> rig.box.typed().equals("abc"));
            until(() -> browser.screen().endsWith("bc"));

            assertEquals(List.of(WakeReason.KEY_PRESS), rig.cluster.demands);
            assertFalse(browser.broken);
        }
    }

    @Test
    void aHoldThatIsTakenBackLosesNothing() {
        try (TestBrowser browser = rig.browser('o').reads().hello().type("a")) {
            until(() -> rig.box.typed().equals("a"));
            rig.box.ping("hold");
            until(() -> rig.box.pongs.contains("hold"));
            browser.type("b").type("c");
            rig.box.ping("go");
            until(() -> rig.box.typed().equals("abc"));
        }
    }

    @Test
    void neitherReportsNorReconnectsNorWatchersWake() {
        rig.box.status = 423;
        rig.becomes(InstancePhase.SUSPENDED);
        try (TestBrowser tab = rig.browser('o').reads().hello();
                TestBrowser watcher = rig.browser('w').reads().hello()) {
            until(() -> tab.screen().contains("asleep since"));
            tab.type("\u001b[I").type("\u001b[<35;10;10M").type("\u001b]11;rgb:0/0/0\u001b\\");
            watcher.type("x");
            rig.browser('o').hello().close();
            // A ping is answered after everything before it has been looked at.
            tab.send(WsFrames.client(WsFrames.PING, new byte[] {'p'}));
            watcher.send(WsFrames.client(WsFrames.PING, new byte[] {'p'}));
            until(() -> tab.pongs.contains("p") && watcher.pongs.contains("p"));
            assertEquals(List.of(), rig.cluster.demands);
            assertEquals(0, rig.box.attaches.get());

            tab.type("k");
            until(() -> rig.cluster.demands.equals(List.of(WakeReason.KEY_PRESS)));
        }
    }

    @Test
    void aVisitWakes() {
        rig.becomes(InstancePhase.SUSPENDED);
        try (TestBrowser page = rig.browser('v').reads().hello()) {
            until(() -> !rig.cluster.demands.isEmpty());
            assertEquals(List.of(WakeReason.NAVIGATION), rig.cluster.demands);
            assertEquals(0, page.closeCode);
        }
    }

    @Test
    void aVisitThatReachedTheTerminalDoesNotWakeItAgain() {
        try (TestBrowser page = rig.browser('v').reads().hello().type("a")) {
            until(() -> rig.box.typed().equals("a"));
            rig.box.status = 423;
            rig.box.closeAll(CloseCode.INTAKE_CLOSED);
            rig.becomes(InstancePhase.SUSPENDED);
            page.send(WsFrames.client(WsFrames.PING, new byte[] {'p'}));
            until(() -> page.pongs.contains("p") && rig.box.attached.isEmpty());
            assertEquals(List.of(), rig.cluster.demands);
        }
    }

    @Test
    void aRestartedTtydIsHealedOnTheSameSocket() {
        try (TestBrowser browser = rig.browser('o').reads().hello().type("a")) {
            until(() -> rig.box.typed().equals("a"));
            rig.box.closeAll(CloseCode.RESTARTED);
            until(() -> rig.box.attaches.get() == 2 && rig.box.attached.size() == 1);
            browser.type("b");
            until(() -> rig.box.typed().equals("ab"));
            assertEquals(0, browser.closeCode);
        }
    }

    @Test
    void anEndedSessionClosesItsFace() {
        try (TestBrowser browser = rig.browser('o').reads().hello().type("exit\r")) {
            until(() -> rig.box.typed().equals("exit\r"));
            rig.box.closeAll(CloseCode.SESSION_ENDED);
            until(() -> browser.closeCode == CloseCode.NORMAL);
            until(() -> rig.cluster.deleted.equals(List.of("calm-meadow-4821.main.1")));
        }
    }

    @Test
    void aLostSessionSaysSoAndStaysClosed() {
        rig.box.status = 410;
        try (TestBrowser browser = rig.browser('o').hello().reads()) {
            until(() -> browser.closeCode == CloseCode.NORMAL);
            assertEquals(List.of(), rig.cluster.deleted, "the controller deletes a lost face, after ten minutes");
            String screen = browser.screen();
            assertTrue(screen.startsWith(BootFace.OPEN + "\u001b[?7h"), screen);
            assertEquals(screen.indexOf("\u001b[?7h"), screen.lastIndexOf("\u001b[?7h"), "wrapping comes once, before");
            assertTrue(screen.endsWith("Press n for a new face.\r\n"), screen);
        }
    }

    @Test
    void aFullDiskIsSaidUntilThereIsRoom() {
        rig.box.status = 507;
        try (TestBrowser browser = rig.browser('o').hello().reads()) {
            until(() -> browser.screen().contains("no room on the computer's disk"));
            assertTrue(browser.screen().contains("then it goes on by itself."), browser.screen());
            assertEquals(0, browser.closeCode);

            rig.box.status = 101;

            until(() -> browser.screen().endsWith("$ "));
        }
    }

    @Test
    void aReconnectFindsNothingPrintedOverItsLastScreen() {
        rig.becomes(InstancePhase.SUSPENDED);
        try (TestBrowser tab = rig.browser('r').reads().hello()) {
            tab.send(WsFrames.client(WsFrames.PING, new byte[] {'p'}));
            until(() -> tab.pongs.contains("p"));
            assertEquals("", tab.screen());
            assertEquals(List.of(), rig.cluster.demands);

            tab.type("k");
            until(() -> rig.box.typed().equals("k"));
            until(() -> tab.screen().endsWith("$ k"));
            assertTrue(
                    tab.screen().endsWith("\u001b[0m\u001b[?7h\u001b[?25h$ k"), "the modes of a face: " + tab.screen());
        }
    }

    @Test
    void aWatcherSeesAndChangesNothing() {
        try (TestBrowser watcher = rig.browser('w').reads().hello()) {
            until(() -> watcher.screen().contains("$ "));
            watcher.type("rm -rf /")
                    .send(WsFrames.client(
                            WsFrames.BINARY, "1{\"columns\":20,\"rows\":5}".getBytes(StandardCharsets.UTF_8)));
            rig.box.output("seen");
            until(() -> watcher.screen().endsWith("seen"));
            watcher.send(WsFrames.client(WsFrames.PING, new byte[] {'p'}));
            until(() -> watcher.pongs.contains("p"));

            assertEquals(1, rig.box.received.size(), "its first message alone: " + rig.box.received);
            assertEquals(Role.VIEWER, rig.box.grants.getFirst().role());
        }
    }

    @Test
    void emptyFramesAndHugeSizesNeverReachTheBox() {
        try (TestBrowser browser = rig.browser('o').reads().hello()) {
            until(() -> browser.screen().contains("$ "));
            browser.send(WsFrames.client(WsFrames.BINARY, new byte[0]))
                    .send(WsFrames.client(
                            WsFrames.BINARY, "1{\"columns\":100000,\"rows\":-5}".getBytes(StandardCharsets.UTF_8)))
                    .type("x");
            until(() -> rig.box.typed().equals("x"));
            assertTrue(rig.box.received.contains("1{\"columns\":500,\"rows\":1}"), rig.box.received.toString());
        }
    }

    @Test
    void aBrokenClientIsClosed() {
        try (TestBrowser browser = rig.browser('o').reads().hello()) {
            until(() -> browser.screen().contains("$ "));
            browser.send(WsFrames.server(WsFrames.BINARY, new byte[] {'0', 'x'}));
            until(() -> browser.closeCode == CloseCode.PROTOCOL);
        }
        assertEquals("", rig.box.typed());
    }

    @Test
    void aDrainTellsEveryBrowserToReconnect() {
        List<TestBrowser> browsers = java.util.stream.Stream.generate(
                        () -> rig.browser('o').reads().hello())
                .limit(20)
                .toList();
        until(() -> rig.box.attached.size() == 20);

        var drained = rig.terminals.drain(Duration.ofMillis(200)).toCompletableFuture();

        until(() -> browsers.stream().allMatch(browser -> browser.closeCode == CloseCode.RESTARTED));
        browsers.forEach(TestBrowser::close);
        until(drained::isDone);
        until(() -> rig.box.connections.isEmpty());
    }

    @Test
    void maintenanceTakesTheTerminalAndGivesItBack() {
        try (TestBrowser browser = rig.browser('o').reads().hello()) {
            until(() -> rig.box.attached.size() == 1 && browser.screen().contains("$ "));
            rig.cluster.becomes(Fixtures.computer(
                    rig.machine(InstancePhase.READY),
                    dev.berth.crd.Power.AUTO,
                    new dev.berth.proxy.directory.MaintenanceView(
                            true, "Moving to a larger disk.", dev.berth.proxy.directory.ComputerView.NEVER)));
            until(() -> browser.screen().contains("Moving to a larger disk."));
            until(() -> rig.box.attached.isEmpty());
            assertTrue(browser.screen().contains("\u001b[?1000l\u001b[?1002l\u001b[?1003l\u001b[?1004l\u001b[?2031l"));
            rig.becomes(InstancePhase.READY);
            until(() -> browser.screen().endsWith("\u001b[?1049l$ "));
        }
    }

    @Test
    void aMessageInPartsIsWholeWhenAHoldIsAnswered() {
        try (TestBrowser browser = rig.browser('o').reads().hello().type("a")) {
            until(() -> rig.box.typed().equals("a"));
            byte[] first = bytes(WsFrames.input("bcd".getBytes(StandardCharsets.UTF_8)));
            first[0] &= 0x7F;
            browser.send(Unpooled.wrappedBuffer(first)).send(WsFrames.client(WsFrames.PING, new byte[] {'p'}));
            until(() -> browser.pongs.contains("p"));
            rig.box.ping("hold");
            rig.box.output("held");
            until(() -> browser.screen().endsWith("held"));
            assertEquals(List.of(), rig.box.pongs, "a hold answered in the middle of a message");
            browser.send(WsFrames.client(WsFrames.CONTINUATION, "ef".getBytes(StandardCharsets.UTF_8)));
            until(() -> rig.box.pongs.contains("hold"));
            assertEquals("abcdef", rig.box.typed());
            assertFalse(browser.broken);
        }
    }

    private static byte[] bytes(io.netty.buffer.ByteBuf frame) {
        byte[] bytes = new byte[frame.readableBytes()];
        frame.readBytes(bytes);
        return bytes;
    }

    private static void until(Callable<Boolean> fact) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(5))
                .until(fact);
    }
}
