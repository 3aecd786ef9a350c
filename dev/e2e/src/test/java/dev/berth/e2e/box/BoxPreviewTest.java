package dev.berth.e2e.box;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.ttyd.BoxPaths;
import dev.berth.ttyd.Grant;
import dev.berth.ttyd.Quiesce;
import dev.berth.ttyd.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ports of a real box as WebSocket clients and programs use them: a ttyd that its person started, and a server that takes uploads. */
@Tag("box")
class BoxPreviewTest {

    private static final int TTYD = 8000;
    private static final int ECHO = 8001;

    private static TestBox box;

    @BeforeAll
    static void boot() {
        box = TestBox.started();
        box.claude("(ttyd -p 8000 -i 127.0.0.1 -W bash --norc >/dev/null 2>&1 &)");
        box.claude("""
                cat > /workspace/echo.py <<'EOF'
                import http.server
                class Echo(http.server.BaseHTTPRequestHandler):
                    protocol_version = 'HTTP/1.1'
                    def do_POST(self):
                        body = self.rfile.read(int(self.headers['Content-Length']))
                        self.send_response(200)
                        self.send_header('Content-Length', str(len(body)))
                        self.end_headers()
                        self.wfile.write(body)
                    do_PUT = do_POST
                http.server.ThreadingHTTPServer(('127.0.0.1', 8001), Echo).serve_forever()
                EOF
                (python3 /workspace/echo.py >/dev/null 2>&1 &)
                """);
        await("ttyd listens").atMost(Duration.ofSeconds(15)).until(() -> status("GET", TTYD, "/") == 200);
        await("the server listens").atMost(Duration.ofSeconds(15)).until(() -> status("POST", ECHO, "/") == 200);
    }

    @AfterAll
    static void end() {
        box.close();
    }

    private static String grant(int port) {
        return box.key.sign(Grant.port(box.key.instanceUid(), port, Role.OWNER, Instant.now()));
    }

    private static int status(String method, int port, String path) {
        return box.request(method, BoxPaths.PORT + port + path, grant(port), "").statusCode();
    }

    private static PortSocket ttyd() {
        return PortSocket.open(box.port(), BoxPaths.PORT + TTYD + "/ws", grant(TTYD), "tty")
                .hello();
    }

    @Test
    void a_websocket_client_types_into_a_ttyd_of_the_persons_own() {
        try (var terminal = ttyd()) {
            assertEquals("tty", terminal.subprotocol());
            terminal.awaits("$").type("echo $((6*7)); id -un\r");
            terminal.awaits("42").awaits("claude");
            terminal.type("echo " + "long-line-".repeat(2_000) + "| md5sum; echo done-$((1+1))\r");
            terminal.awaits("done-2");
        }
    }

    @Test
    void messages_are_traffic_and_pings_of_an_open_tab_are_none() {
        try (var terminal = ttyd()) {
            terminal.awaits("$");
            long seq = box.activity().seq();
            terminal.ping();
            await("the pong").until(() -> terminal.pongs() == 1);
            assertEquals(seq, box.activity().seq());
            terminal.type("x");
            await().until(() -> box.activity().seq() == seq + 1);
            assertTrue(box.activity().previewAgeMillis() < 5_000);
        }
    }

    @Test
    void the_101_proves_the_box_and_keeps_the_programs_own_headers() {
        var grant = Grant.port(box.key.instanceUid(), TTYD, Role.OWNER, Instant.now());
        var head = handshake(TTYD, box.key.sign(grant));
        assertTrue(head.startsWith("HTTP/1.1 101"), head);
        assertTrue(head.contains(BoxPaths.HEADER_PROOF + ": " + box.key.proof(grant.jti())), head);
        assertTrue(head.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), head);
        assertFalse(head.contains(BoxPaths.HEADER_GRANT), head);
    }

    @Test
    void a_handshake_needs_a_grant_for_its_port_and_a_program_that_listens() {
        assertTrue(handshake(TTYD, "nonsense").startsWith("HTTP/1.1 401"));
        assertTrue(handshake(TTYD, grant(ECHO)).startsWith("HTTP/1.1 401"));
        assertTrue(handshake(7681, grant(7681)).startsWith("HTTP/1.1 403"));
        assertTrue(handshake(9999, grant(9999)).startsWith("HTTP/1.1 502"));
    }

    @Test
    void uploads_come_through_whole_whatever_the_method() {
        for (var method : new String[] {"POST", "PUT"}) {
            var body = "x".repeat(2_000_000);
            var answer = box.request(method, BoxPaths.PORT + ECHO + "/", grant(ECHO), body);
            assertEquals(200, answer.statusCode());
            assertEquals("\"" + body + "\"", new String(answer.body(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void sockets_end_with_the_intake_and_the_program_goes_on() {
        try (var terminal = ttyd()) {
            terminal.awaits("$").type("echo before-$((1+1))\r");
            terminal.awaits("before-2");
            assertEquals(200, box.quiesce(Quiesce.at(box.activity().seq())));
            terminal.awaitEnd();
            assertEquals(423, status("GET", TTYD, "/"));
        } finally {
            box.open();
        }
        try (var again = ttyd()) {
            again.awaits("$");
        }
    }

    private static String handshake(int port, String grant) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), box.port())) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream()
                    .write(("GET " + BoxPaths.PORT + port
                                    + "/ws HTTP/1.1\r\nHost: 8000--hello.preview.localhost\r\nConnection: Upgrade\r\n"
                                    + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: tty\r\n"
                                    + BoxPaths.HEADER_GRANT + ": " + grant + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = socket.getInputStream().read();
                if (next < 0) break;
                head.append((char) next);
            }
            return head.toString();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
