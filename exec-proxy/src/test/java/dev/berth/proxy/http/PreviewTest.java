package dev.berth.proxy.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.crd.InstancePhase;
import dev.berth.proxy.relay.Fixtures;
import dev.berth.proxy.relay.KnownCluster;
import dev.berth.ttyd.BoxKeys;
import dev.berth.ttyd.BoxPaths;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ports of a box through the running server, against a box that says word for word what a test tells it. */
final class PreviewTest {

    private static final String AT = "8000--calm-meadow-4821.preview.localhost:8080";
    private static final String OWN = "Host: " + AT + "\r\nOrigin: http://" + AT + "\r\n";
    private static final String SOCKET = "GET /live HTTP/1.1\r\n" + OWN
            + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    @TempDir
    Path folder;

    private SayingBox box;
    private KnownCluster cluster;
    private RecordingFront front;

    @BeforeEach
    void start() throws IOException {
        var keys = RecordingFront.keys(folder);
        box = new SayingBox(BoxKeys.read(keys).forInstance("2026-11", Fixtures.MACHINE_UID));
        cluster = new KnownCluster(Fixtures.computer(machine(InstancePhase.READY)), Fixtures.face());
        front = new RecordingFront(keys, cluster, cluster, Map.of());
    }

    @AfterEach
    void stop() throws IOException {
        front.close();
        box.close();
    }

    private dev.berth.proxy.directory.MachineView.Machine machine(InstancePhase phase) {
        return Fixtures.machine(phase, Instant.now(), "127.0.0.1", box.port(), "5f2c9a10");
    }

    @Test
    void aPageIsPassedOnWithItsHeadersAndTheConnectionIsKept() throws IOException {
        box.says("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nSet-Cookie: a=1\r\nContent-Length: 5\r\n", "hello");
        try (var browser = connect()) {
            for (int i = 0; i < 2; i++) {
                browser.send("GET /a%2Fb?c=d HTTP/1.1\r\n" + OWN + "\r\n");
                var answer = browser.answer();
                assertTrue(answer.startsWith("HTTP/1.1 200") && answer.endsWith("\r\n\r\nhello"), answer);
                assertTrue(answer.toLowerCase(java.util.Locale.ROOT).contains("connection: keep-alive"), answer);
                assertTrue(answer.contains("Set-Cookie: a=1") && !answer.contains(BoxPaths.HEADER_PROOF), answer);
            }
        }
        assertEquals(2, box.heads.size(), "a connection to the box carries one request");
        assertTrue(box.heads.getFirst().startsWith("GET /v1/port/8000/a%2Fb?c=d HTTP/1.1\r\n"), box.heads::toString);
    }

    @Test
    void anUploadArrivesWholeAndTheConnectionIsKept() throws IOException {
        box.says("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n", "");
        try (var browser = connect()) {
            var body = "x".repeat(300_000);
            browser.send("POST /upload HTTP/1.1\r\n" + OWN + "Content-Length: 300000\r\n\r\n" + body);
            assertTrue(browser.answer().startsWith("HTTP/1.1 201"));
            browser.send("POST /upload HTTP/1.1\r\n" + OWN + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
            assertTrue(browser.answer().startsWith("HTTP/1.1 201"));
            assertEquals(List.of(body, "abc"), box.bodies);
        }
    }

    @Test
    void aBodyWithoutALengthIsChunkedForBrowsersAndEndsWithTheConnectionForOldPrograms() throws IOException {
        box.says("HTTP/1.1 200 OK\r\nConnection: close\r\n", "to the end");
        try (var browser = connect()) {
            browser.send("GET / HTTP/1.1\r\n" + OWN + "\r\n");
            assertTrue(browser.answer().contains("a\r\nto the end\r\n0\r\n\r\n"));
        }
        try (var old = connect()) {
            old.send("GET / HTTP/1.0\r\n" + OWN + "\r\n");
            var answer = old.toTheEnd();
            assertTrue(answer.endsWith("\r\n\r\nto the end") && !answer.contains("chunked"), answer);
        }
    }

    @Test
    void redirectsPassAndHeadHasNoBody() throws IOException {
        box.says("HTTP/1.1 302 Found\r\nLocation: /next\r\nContent-Length: 0\r\n", "");
        try (var browser = connect()) {
            browser.send("GET / HTTP/1.1\r\n" + OWN + "\r\n");
            assertTrue(browser.answer().contains("Location: /next"));
        }
        box.says("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n", "");
        try (var browser = connect()) {
            browser.send("HEAD / HTTP/1.1\r\n" + OWN + "\r\n");
            assertTrue(browser.head().contains("Content-Length: 5"));
            browser.send("HEAD / HTTP/1.1\r\n" + OWN + "\r\n");
            assertTrue(browser.head().startsWith("HTTP/1.1 200"), "the connection goes on after a HEAD");
        }
    }

    @Test
    void anAnswerWithoutProofIsNobodys() throws IOException {
        box.proves = false;
        box.says("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n", "forged");
        var answer = front.raw("GET / HTTP/1.1\r\n" + OWN + "\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 502") && !answer.contains("forged"), answer);
        box.says("HTTP/1.1 418 Forged\r\nContent-Length: 0\r\n", "");
        assertTrue(front.raw(SOCKET).startsWith("HTTP/1.1 502"), "a refusal without proof");
    }

    @Test
    void aBoxThatCannotBeReachedIs502ForPagesAndSockets() throws IOException {
        box.close();
        var page = front.raw("GET / HTTP/1.1\r\n" + OWN + "Accept: application/json\r\n\r\n");
        assertTrue(page.startsWith("HTTP/1.1 502") && page.contains("E_BOX_SILENT"), page);
        assertTrue(front.raw(SOCKET).startsWith("HTTP/1.1 502"));
    }

    @Test
    void aSocketIsATunnelAfterAProved101() throws IOException {
        box.says(
                "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: x\r\n",
                "first");
        try (var browser = connect()) {
            browser.send(SOCKET);
            var head = browser.head();
            assertTrue(head.startsWith("HTTP/1.1 101") && head.contains("Sec-WebSocket-Accept: x"), head);
            assertEquals("first", browser.read(5), "what came right behind the head");
            browser.send("to the box");
            await().until(() -> box.tunnelled().equals("to the box"));
            box.tunnel("back");
            assertEquals("back", browser.read(4));
            box.hangUp();
            assertTrue(browser.ended());
        }
    }

    @Test
    void whatTheBoxAnswersInsteadOfA101IsTheAnswer() throws IOException {
        box.says("HTTP/1.1 403 Forbidden\r\nContent-Length: 4\r\n", "nope");
        assertTrue(front.raw(SOCKET).startsWith("HTTP/1.1 403"));
        box.says("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n", "");
        assertTrue(front.raw(SOCKET).startsWith("HTTP/1.1 502"), "an upgrade to something else");
        box.says("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n", "");
        assertTrue(front.raw(SOCKET).startsWith("HTTP/1.1 502"), "no upgrade at all");
    }

    @Test
    void aTunnelEndsWhenItsComputerSleepsAndNotBefore() throws IOException {
        box.says("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n", "");
        try (var browser = connect()) {
            browser.send(SOCKET);
            browser.head();
            cluster.becomes(Fixtures.computer(machine(InstancePhase.SUSPENDING)));
            browser.send("still here");
            await().until(() -> box.tunnelled().equals("still here"));
            cluster.becomes(Fixtures.computer(machine(InstancePhase.SUSPENDED)));
            assertTrue(browser.ended());
        }
        await().until(() -> cluster.listeners() == 0);
    }

    @Test
    void asleepNobodyIsAskedAndNobodyWoken() throws IOException {
        cluster.becomes(Fixtures.computer(machine(InstancePhase.SUSPENDED)));
        var page = front.raw("GET / HTTP/1.1\r\n" + OWN + "Accept: text/html\r\nSec-Fetch-Mode: navigate\r\n\r\n");
        assertTrue(page.startsWith("HTTP/1.1 503") && page.contains("calm-meadow-4821 is asleep"), page);
        assertTrue(page.contains("href=\"http://calm-meadow-4821.localhost:8080/\""), page);
        assertFalse(page.contains("Refresh"), "a page that nobody wakes asks for nothing again");
        var json = front.raw("GET / HTTP/1.1\r\n" + OWN + "\r\n");
        assertTrue(json.startsWith("HTTP/1.1 503") && json.contains("E_ASLEEP") && json.contains("Retry-After"), json);
        assertTrue(front.raw(SOCKET).startsWith("HTTP/1.1 503"));
        assertEquals(List.of(), cluster.demands);
        assertEquals(List.of(), box.heads);
    }

    @Test
    void whileItWakesThePageLooksAgainByItself() throws IOException {
        cluster.becomes(Fixtures.computer(machine(InstancePhase.RESUMING)));
        var page = front.raw("GET / HTTP/1.1\r\n" + OWN + "Accept: text/html\r\n\r\n");
        assertTrue(page.startsWith("HTTP/1.1 503") && page.contains("Waking calm-meadow-4821"), page);
        assertTrue(page.contains("Refresh: 2") && page.contains("s so far"), page);
        assertEquals(List.of(), cluster.demands);
    }

    private Connection connect() throws IOException {
        return new Connection(new Socket(InetAddress.getLoopbackAddress(), front.server.port()));
    }

    /** A browser's connection. */
    private record Connection(Socket socket) implements AutoCloseable {

        Connection {
            try {
                socket.setSoTimeout(10_000);
            } catch (IOException refused) {
                throw new java.io.UncheckedIOException(refused);
            }
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        String read(int bytes) throws IOException {
            return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1);
        }

        String head() throws IOException {
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) head.append(read(1));
            return head.toString();
        }

        /** A whole answer, by its length or its chunks. */
        String answer() throws IOException {
            var answer = new StringBuilder(head());
            var length = java.util.regex.Pattern.compile("(?i)content-length: (\\d+)")
                    .matcher(answer);
            if (length.find()) return answer + read(Integer.parseInt(length.group(1)));
            while (answer.indexOf("\r\n0\r\n\r\n") < 0) answer.append(read(1));
            return answer.toString();
        }

        String toTheEnd() throws IOException {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }

        boolean ended() throws IOException {
            return socket.getInputStream().read() < 0;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
