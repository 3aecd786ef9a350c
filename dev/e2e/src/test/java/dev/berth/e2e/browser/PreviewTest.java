package dev.berth.e2e.browser;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import dev.berth.crd.InstancePhase;
import dev.berth.e2e.live.Berth;
import dev.berth.e2e.live.EngineEvents;
import dev.berth.e2e.live.LiveComputer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a person starts in a terminal and opens at {@code {port}--{computer}.{previewBase}}. */
@Tag("browser")
@ExtendWith(Browsers.class)
class PreviewTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** Says back what reached it, redirects, and sets cookies that it may set and such that it may not. */
    private static final String SERVER = """
            import http.server, json
            class App(http.server.BaseHTTPRequestHandler):
                protocol_version = 'HTTP/1.1'
                def say(self, status, headers, body):
                    self.send_response(status)
                    for name, value in headers:
                        self.send_header(name, value)
                    self.send_header('Content-Length', str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                def seen(self, body):
                    seen = {'method': self.command, 'path': self.path, 'body': body,
                            'headers': {name.lower(): value for name, value in self.headers.items()}}
                    self.say(200, [('Content-Type', 'application/json')], json.dumps(seen).encode())
                def do_GET(self):
                    if self.path == '/':
                        self.say(200, [('Content-Type', 'text/html')], b'<title>app</title><h1>harbour</h1>')
                    elif self.path == '/old':
                        self.say(302, [('Location', '/?new=1')], b'')
                    elif self.path == '/cookies':
                        self.say(200, [('Set-Cookie', 'own=1; Path=/'), ('Set-Cookie', 'wide=1; Domain=preview.localhost'),
                                       ('Set-Cookie', '__Host-berth=stolen; Path=/; Secure')], b'set')
                    else:
                        self.seen('')
                def do_POST(self):
                    self.seen(self.rfile.read(int(self.headers['Content-Length'])).decode())
            http.server.ThreadingHTTPServer(('127.0.0.1', 8001), App).serve_forever()
            """;

    @Test
    void aTtydThatThePersonStartedIsAPageToTypeIn(Berth berth, Browsers.Window window) {
        var computer = berth.computer("own-ttyd", "local", "").awaitReady();
        var tab = window.tab(computer.url()).awaitPrompt();
        tab.run("ttyd -p 8000 -i 127.0.0.1 -W bash >/dev/null 2>&1 &");
        var page = window.tab().page();

        awaitStatus(page, computer.previewUrl(8000), 200);
        await("ttyd's page has a prompt").atMost(SOON).until(() -> screen(page).contains("$"));
        page.locator(".xterm-helper-textarea").focus();
        page.keyboard().type("echo $((6*7)) > /workspace/typed; cat /workspace/typed");
        page.keyboard().press("Enter");

        await("its answer").atMost(SOON).until(() -> screen(page).lines().anyMatch("42"::equals));
        tab.run("cat typed").awaitScreen("42");
    }

    @Test
    void aServerGetsWhatWasSentAndSetsOnlyItsOwnCookies(Berth berth, Browsers.Window window) {
        var computer = berth.computer("own-server", "local", "").awaitReady();
        startServer(computer, window.tab(computer.url()).awaitPrompt());
        var page = window.tab().page();
        awaitStatus(page, computer.previewUrl(8001), 200);
        assertEquals("harbour", page.locator("h1").innerText());

        page.navigate(computer.previewUrl(8001) + "old");
        assertEquals(computer.previewUrl(8001) + "?new=1", page.url(), "the redirect was followed on its own host");

        page.navigate(computer.previewUrl(8001) + "cookies");
        assertEquals(
                java.util.List.of("own"),
                window.context().cookies().stream().map(cookie -> cookie.name).toList());

        var post = seen(page, "{method: 'POST', headers: {'X-Custom': 'kept'}, body: 'x'.repeat(1000000) + 'ä'}");
        var host = computer.previewUrl(8001).replaceAll("http://|/$", "");
        var headers = post.getAsJsonObject("headers");
        assertEquals("POST", post.get("method").getAsString());
        assertEquals("/echo?q=1", post.get("path").getAsString());
        assertEquals("x".repeat(1_000_000) + "ä", post.get("body").getAsString());
        assertEquals("kept", headers.get("x-custom").getAsString());
        assertEquals("own=1", headers.get("cookie").getAsString());
        assertEquals(host, headers.get("host").getAsString());
        assertEquals(host, headers.get("x-forwarded-host").getAsString());
        assertEquals("http", headers.get("x-forwarded-proto").getAsString());
        assertEquals("127.0.0.1", headers.get("x-forwarded-for").getAsString());
        assertFalse(headers.has("berth-grant"), headers::toString);
        assertEquals("GET", seen(page, "{}").get("method").getAsString());
    }

    @Test
    void asleepItAnswers503AndWakesNothing(Berth berth, Browsers.Window window) {
        var computer = berth.computer("sleeping-app", "local", "").awaitReady();
        var tab = window.tab(computer.url()).awaitPrompt();
        startServer(computer, tab);
        var page = window.tab().page();
        awaitStatus(page, computer.previewUrl(8001), 200);
        // A navigation is no typing, so nothing below counts as activity of this face.
        computer.demandSleep(tab.face(), Clock.systemUTC().instant().plusSeconds(2));
        computer.awaitAsleep();

        try (var events = EngineEvents.of(computer.machine())) {
            for (int i = 0; i < 5; i++) {
                var answer = Objects.requireNonNull(page.navigate(computer.previewUrl(8001)));
                assertEquals(503, answer.status());
                assertTrue(page.locator("h1").innerText().contains("sleeping-app is asleep"), page::content);
                assertEquals(503, status(berth, computer, "GET / HTTP/1.1", SOCKET));
            }
            assertEquals(
                    computer.url(),
                    page.locator(".btn.main").getAttribute("href"),
                    "the way to wake it is one press away");
            await("it stays asleep")
                    .during(Duration.ofSeconds(5))
                    .atMost(Duration.ofSeconds(7))
                    .until(() -> computer.phase() == InstancePhase.SUSPENDED);
            assertEquals(0, events.count("unpause"), "a preview woke it");
        }

        tab.press("Enter");
        computer.awaitReady();
        awaitStatus(page, computer.previewUrl(8001), 200);
        assertEquals("harbour", page.locator("h1").innerText(), "the server went on where it was");
    }

    @Test
    void anotherPersonsComputerAnswers403AndAClosedPort502(Berth berth, Browsers.Window window) {
        berth.plane().kubectl().withInput("""
                        apiVersion: berth.dev/v1alpha1
                        kind: Computer
                        metadata: {name: somebody-elses, namespace: default}
                        spec: {owner: "dev:other", className: local}
                        """, "apply", "-f", "-");
        var theirs = berth.find("somebody-elses").awaitReady();
        var page = window.tab().page();
        assertEquals(
                403,
                Objects.requireNonNull(page.navigate(theirs.previewUrl(8000))).status());
        assertEquals(403, status(berth, theirs, "GET /ws HTTP/1.1", SOCKET));
        assertEquals(403, status(berth, theirs, "POST / HTTP/1.1", "Content-Length: 0\r\n"));

        var mine = berth.computer("closed-port", "local", "").awaitReady();
        var closed = Objects.requireNonNull(page.navigate(mine.previewUrl(8000)));
        assertEquals(502, closed.status());
        assertTrue(closed.text().contains("Nothing listens on port 8000"), closed::text);
        assertEquals(502, status(berth, mine, "GET /ws HTTP/1.1", SOCKET));
    }

    private static final String SOCKET = String.join(
            "\r\n",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Protocol: tty",
            "");

    private static void startServer(LiveComputer computer, Tab tab) {
        computer.exec("sh", "-c", "cat > /workspace/app.py <<'EOF'\n" + SERVER + "EOF");
        tab.run("python3 app.py 2>/dev/null &");
    }

    /** Navigates until the program listens. */
    private static Response awaitStatus(Page page, String url, int status) {
        return await(url + " answers " + status)
                .atMost(SOON)
                .until(() -> Objects.requireNonNull(page.navigate(url)), answer -> answer.status() == status);
    }

    private static JsonObject seen(Page page, String options) {
        var text = page.evaluate(
                "options => fetch('/echo?q=1', eval('(' + options + ')')).then(answer => answer.text())", options);
        return JsonParser.parseString(String.valueOf(text)).getAsJsonObject();
    }

    /** The rows of ttyd's own page. */
    private static String screen(Page page) {
        return String.valueOf(page.evaluate("""
                () => {
                  const t = window.term; if (!t) return '';
                  const b = t.buffer.active, rows = [];
                  for (let i = 0; i < t.rows; i++) rows.push(b.getLine(b.baseY + i)?.translateToString(true) ?? '');
                  return rows.join('\\n');
                }
                """));
    }

    private static int status(Berth berth, LiveComputer computer, String line, String headers) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), berth.port())) {
            socket.setSoTimeout(10_000);
            var host = computer.previewUrl(8000).replaceAll("http://|/$", "");
            var request = line + "\r\nHost: " + host + "\r\nOrigin: http://" + host + "\r\n" + headers + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return Integer.parseInt(answer.substring("HTTP/1.1 ".length()).strip());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
