package dev.berth.proxy.http;

import static dev.berth.proxy.directory.Computers.computer;
import static dev.berth.proxy.directory.Computers.face;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.proxy.directory.AgentView;
import dev.berth.proxy.directory.FixedDirectory;
import dev.berth.proxy.directory.TestLandings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What browsers and programs get from the running server. */
final class FrontTest {

    private static final String BROWSER =
            "Accept: text/html\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\nSec-Fetch-Site: none\r\n";
    private static final String SOCKET = String.join(
            "\r\n",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "");

    @TempDir
    Path folder;

    private RecordingFront front;

    @BeforeEach
    void start() {
        var hello = computer("hello")
                .awake()
                .agents(new AgentView("main", "", 2, 0))
                .view();
        var theirs = computer("theirs").ownedBy("dev:other").awake().view();
        front = new RecordingFront(
                RecordingFront.keys(folder),
                new FixedDirectory().with(hello, face(hello, 1)).with(theirs, face(theirs, 1)),
                TestLandings.cluster(hello),
                Map.of("BERTH_SOCKETS_PER_SECOND", "1"));
    }

    @AfterEach
    void stop() {
        front.close();
    }

    private String get(String host, String path, String headers) throws IOException {
        return front.raw("GET " + path + " HTTP/1.1\r\nHost: " + host + ".localhost:8080\r\n" + headers + "\r\n");
    }

    @Test
    void aLandingGetsAFaceUntilTheLimitIsReached() throws IOException {
        assertTrue(get("hello", "/", BROWSER).contains("location: /?face=1")
                || get("hello", "/", BROWSER).contains("Location: /?face="));
        get("hello", "/", BROWSER);
        get("hello", "/", BROWSER);
        var full = get("hello", "/", BROWSER);
        assertTrue(
                full.startsWith("HTTP/1.1 429")
                        && full.contains("All 2 faces are open")
                        && full.contains("Close and open new"),
                full);
    }

    @Test
    void aPageOfAComputerCarriesItsGuards() throws IOException {
        var page = get("hello", "/?face=1", BROWSER);
        assertTrue(page.startsWith("HTTP/1.1 200"), page);
        assertTrue(
                page.contains("frame-ancestors 'none'")
                        && page.contains("default-src 'none'")
                        && page.contains("nosniff"),
                page);
        assertTrue(page.contains("hello main / 1") && page.contains("Owner ready"), page);
    }

    @Test
    void aSocketOfItsOwnPageIsOpenedAndNamesTheReplica() throws IOException {
        var answer = get(
                "hello",
                "/ws?face=1",
                SOCKET + "Origin: http://hello.localhost:8080\r\nSec-WebSocket-Protocol: tty\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 101"), answer);
        assertTrue(
                answer.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
                        && answer.toLowerCase(java.util.Locale.ROOT).contains("berth-proxy: proxy-a"),
                answer);
        await().untilAsserted(() -> assertEquals(List.of("terminal main/1"), front.opened));
    }

    @Test
    void aPageOfAnotherOriginOpensNothing() throws IOException {
        var socket =
                get("hello", "/ws?face=1", SOCKET + "Origin: http://evil.example\r\nSec-WebSocket-Protocol: tty\r\n");
        assertTrue(socket.startsWith("HTTP/1.1 403") && socket.contains("E_FOREIGN_PAGE"), socket);
        var post = front.raw(
                "POST /_do HTTP/1.1\r\nHost: hello.localhost:8080\r\nOrigin: http://evil.example\r\nContent-Length: 15\r\n\r\ndo=close&face=1");
        assertTrue(post.startsWith("HTTP/1.1 403"), post);
        assertTrue(front.opened.isEmpty());
    }

    @Test
    void aComputerOfAnotherOwnerAnswers403() throws IOException {
        var page = get("theirs", "/", BROWSER);
        assertTrue(page.startsWith("HTTP/1.1 403") && page.contains("You cannot open this computer"), page);
        var json = get("theirs", "/", "Accept: application/json\r\n");
        assertTrue(json.startsWith("HTTP/1.1 403") && json.contains("\"error\":\"E_DENIED\""), json);
    }

    @Test
    void whoOpensTooManySocketsWaits() throws IOException {
        var headers = SOCKET + "Origin: http://hello.localhost:8080\r\nSec-WebSocket-Protocol: tty\r\n";
        var last = "";
        for (int i = 0; i < 13 && !last.startsWith("HTTP/1.1 429"); i++) last = get("hello", "/ws?face=1", headers);
        assertTrue(
                last.startsWith("HTTP/1.1 429")
                        && last.toLowerCase(java.util.Locale.ROOT).contains("retry-after"),
                last);
    }

    @Test
    void formsCloseFacesAndAnswerWithAPage() throws IOException {
        var post = front.raw(
                "POST /_do HTTP/1.1\r\nHost: hello.localhost:8080\r\nOrigin: http://hello.localhost:8080\r\nContent-Length: 15\r\n\r\ndo=close&face=1");
        assertTrue(post.startsWith("HTTP/1.1 303") && post.contains("/faces"), post);
        var fresh = front.raw(
                "POST /_do HTTP/1.1\r\nHost: hello.localhost:8080\r\nOrigin: http://hello.localhost:8080\r\nContent-Length: 6\r\n\r\ndo=new");
        assertTrue(fresh.startsWith("HTTP/1.1 303") && fresh.contains("/?face="), fresh);
    }

    @Test
    void twoRequestsOnOneConnectionAreAnsweredInOrder() throws IOException {
        var both = front.raw(
                "GET /token HTTP/1.1\r\nHost: hello.localhost:8080\r\n\r\nGET /_version HTTP/1.1\r\nHost: hello.localhost:8080\r\nConnection: close\r\n\r\n");
        assertTrue(both.contains("{\"token\":\"\"}"), both);
    }

    @Test
    void headersThatAreTooLargeAre431AndAddressesThatAreTooLong414() throws IOException {
        var large = get("hello", "/", "X-Large: " + "a".repeat(40_000) + "\r\n");
        assertTrue(large.startsWith("HTTP/1.1 431"), large);
        var tooLong = get("hello", "/" + "a".repeat(9_000), "");
        assertTrue(tooLong.startsWith("HTTP/1.1 414"), tooLong);
    }

    @Test
    void addressesOfMachinesNeverReachABrowser() throws IOException {
        for (var path : List.of("/?face=1", "/?face=0", "/faces", "/_term?face=1", "/_version", "/?face=99")) {
            assertFalse(get("hello", path, BROWSER).contains("10.89."), path);
        }
    }
}
