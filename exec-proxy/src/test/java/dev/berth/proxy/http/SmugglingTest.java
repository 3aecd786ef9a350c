package dev.berth.proxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.berth.crd.InstancePhase;
import dev.berth.crd.ProviderKind;
import dev.berth.crd.Transport;
import dev.berth.proxy.directory.Computers;
import dev.berth.proxy.directory.FixedDirectory;
import dev.berth.proxy.directory.TestLandings;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The 26 requests that two parsers may read differently (reference proxy.md 6), against a running server in front of a box that records every byte it gets. */
final class SmugglingTest {

    @TempDir
    Path folder;

    private RecordingFront front;
    private ServerSocket box;
    private final List<String> reached = new CopyOnWriteArrayList<>();

    private record Hostile(String name, String request, int status) {}

    private static final String HOST =
            "Host: 8000--awake.preview.localhost:8080\r\nOrigin: http://8000--awake.preview.localhost:8080\r\n";

    private static Hostile bad(String name, String request) {
        return new Hostile(name, request, 400);
    }

    private static Hostile passes(String name, String request) {
        return new Hostile(name, request, 502);
    }

    /** A box without the proof answers nothing, so what is let through ends as 502. */
    private static final List<Hostile> TABLE = List.of(
            bad(
                    "a length and chunks",
                    "POST / HTTP/1.1\r\n" + HOST + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nX"),
            bad(
                    "chunks and a length",
                    "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\nX"),
            bad("two lengths", "POST / HTTP/1.1\r\n" + HOST + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!"),
            bad(
                    "the same length twice",
                    "POST / HTTP/1.1\r\n" + HOST + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello"),
            bad("a signed length", "POST / HTTP/1.1\r\n" + HOST + "Content-Length: +5\r\n\r\nhello"),
            bad("a negative length", "POST / HTTP/1.1\r\n" + HOST + "Content-Length: -5\r\n\r\nhello"),
            bad("an unknown encoding", "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
            bad(
                    "chunked, then identity",
                    "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"),
            bad(
                    "chunked twice",
                    "POST / HTTP/1.1\r\n" + HOST
                            + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            bad("chunks in HTTP/1.0", "POST / HTTP/1.0\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            bad("a space before the colon", "GET / HTTP/1.1\r\n" + HOST + "X-Test : 1\r\n\r\n"),
            bad("a bare LF between headers", "GET / HTTP/1.1\r\n" + HOST + "X-A: 1\nX-B: 2\r\n\r\n"),
            bad("a bare CR in a value", "GET / HTTP/1.1\r\n" + HOST + "X-A: 1\rX-B: 2\r\n\r\n"),
            bad("a NUL in a value", "GET / HTTP/1.1\r\n" + HOST + "X-A: 1\u00002\r\n\r\n"),
            bad("a vertical tab in a name", "GET / HTTP/1.1\r\n" + HOST + "X\u000bA: 1\r\n\r\n"),
            bad(
                    "a chunk size that is none",
                    "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n"),
            bad(
                    "a chunk that does not end",
                    "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n5\r\nhelloXX0\r\n\r\n"),
            bad("a header without a name", "GET / HTTP/1.1\r\n" + HOST + ": value\r\n\r\n"),
            bad("no Host", "GET / HTTP/1.1\r\n\r\n"),
            bad("two Hosts", "GET / HTTP/1.1\r\n" + HOST + "Host: evil.example\r\n\r\n"),
            bad("an absolute address", "GET http://evil.example/ HTTP/1.1\r\n" + HOST + "\r\n"),
            bad("CONNECT", "CONNECT evil.example:443 HTTP/1.1\r\n" + HOST + "\r\n"),
            bad(
                    "an upgrade with a body",
                    "GET / HTTP/1.1\r\n" + HOST
                            + "Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 5\r\n\r\nhello"),
            passes("a folded header arrives unfolded", "GET / HTTP/1.1\r\n" + HOST + "X-Folded: a\r\n b\r\n\r\n"),
            passes(
                    "a header named by Connection stays with us",
                    "GET / HTTP/1.1\r\n" + HOST + "Connection: X-Secret\r\nX-Secret: 1\r\n\r\n"),
            passes(
                    "h2c is an ordinary request",
                    "GET / HTTP/1.1\r\n" + HOST
                            + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\n\r\n"));

    @BeforeEach
    void start() throws IOException {
        box = new ServerSocket(0);
        Thread.ofVirtual().start(this::record);
        var awake = Computers.computer("awake")
                .wanted(dev.berth.crd.WantedPower.RUNNING)
                .machine(InstancePhase.READY, "127.0.0.1", box.getLocalPort(), ProviderKind.CONTAINER, Transport.RELAY)
                .view();
        front = new RecordingFront(
                RecordingFront.keys(folder), new FixedDirectory().with(awake), TestLandings.cluster(awake), Map.of());
    }

    @AfterEach
    void stop() throws IOException {
        front.close();
        box.close();
    }

    private void record() {
        while (!box.isClosed()) {
            try {
                var socket = box.accept();
                Thread.ofVirtual().start(() -> {
                    try (socket) {
                        var head = new StringBuilder();
                        int c;
                        while (head.indexOf("\r\n\r\n") < 0
                                && (c = socket.getInputStream().read()) >= 0) head.append((char) c);
                        reached.add(head.toString());
                        socket.getOutputStream()
                                .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"
                                        .getBytes(StandardCharsets.US_ASCII));
                    } catch (IOException gone) {
                        // The proxy hung up, as it should on an answer without proof.
                    }
                });
            } catch (IOException closed) {
                return;
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> hostileRequests() {
        assertEquals(26, TABLE.size());
        return TABLE.stream()
                .map(hostile -> dynamicTest(hostile.name(), () -> {
                    reached.clear();
                    var answer = front.raw(hostile.request());
                    assertTrue(
                            answer.startsWith("HTTP/1.1 " + hostile.status()),
                            hostile.name() + " was answered: "
                                    + answer.lines().findFirst().orElse("nothing"));
                    if (hostile.status() == 400) {
                        assertEquals(
                                List.of(),
                                reached.stream()
                                        .filter(r -> r.contains("evil")
                                                || r.contains("X-A")
                                                || r.contains("X-B")
                                                || r.contains("X-Test"))
                                        .toList(),
                                hostile.name() + " reached the box");
                    } else {
                        // A POST of an earlier row may be written down late; it was refused by its body.
                        var heads = reached.stream()
                                .filter(r -> r.startsWith("GET "))
                                .toList();
                        assertEquals(1, heads.size(), hostile.name());
                        var head = heads.getFirst();
                        assertTrue(
                                !head.contains("X-Secret")
                                        && !head.contains("Upgrade")
                                        && !head.contains("HTTP2")
                                        && !head.contains("\r\n b"),
                                head);
                        assertTrue(
                                head.startsWith("GET /v1/port/8000/ HTTP/1.1\r\n")
                                        && head.contains("\r\nBerth-Grant: 2026-11."),
                                head);
                    }
                }));
    }
}
