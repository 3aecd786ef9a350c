package dev.berth.e2e.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.e2e.live.Berth;
import dev.berth.e2e.live.LiveComputer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Landings at the limit of faces, and pages of other origins. */
@Tag("browser")
@ExtendWith(Browsers.class)
class LandingLimitTest {

    @Test
    void tenLandingsAtOnceOnTwoProxiesOpenExactlyTwoFaces(Berth berth) throws Exception {
        var computer = berth.computer("two-faces", "local", "agents: [{name: main, maxFaces: 2}]")
                .awaitReady();

        var answers = atOnce(10, () -> status(berth, computer, "GET / HTTP/1.1", NAVIGATION));

        assertEquals(2, answers.stream().filter(status -> status == 302).count(), answers::toString);
        assertEquals(8, answers.stream().filter(status -> status == 429).count(), answers::toString);
        assertEquals(2, computer.faces().size());
    }

    @Test
    void thePageOverTheLimitNamesTheFacesToClose(Berth berth, Browsers.Window window) {
        var computer = berth.computer("full-house", "local", "agents: [{name: main, maxFaces: 1}]")
                .awaitReady();
        window.tab(computer.url()).awaitPrompt();

        var second = window.tab();
        assertEquals(429, second.open(computer.url()).orElseThrow().status());
        assertTrue(second.page().content().contains("All 1 faces are open")
                || second.page().content().contains("Close one and your new face opens in its place"));
        second.page().locator("button:has-text('Close and open new')").first().click();
        second.awaitPrompt();
        assertEquals(2, second.face());
    }

    @Test
    void aPageOfAnotherOriginIsRefusedOnSocketAndPost(Berth berth) {
        var computer = berth.computer("other-origin", "local", "").awaitReady();
        var origin = "Origin: http://evil.localhost:" + berth.port() + "\r\n";
        var socket = String.join(
                "\r\n",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Protocol: tty",
                "");

        assertEquals(403, status(berth, computer, "GET /ws?face=1 HTTP/1.1", socket + origin));
        assertEquals(403, status(berth, computer, "GET /ws?face=1 HTTP/1.1", socket));
        assertEquals(403, status(berth, computer, "POST /_do HTTP/1.1", origin + "Content-Length: 0\r\n"));
        assertEquals(0, computer.faces().size());
    }

    private static final String NAVIGATION =
            "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\nAccept: text/html\r\n";

    /** One request on a connection of its own, so that the kernel spreads them over both replicas. */
    private static int status(Berth berth, LiveComputer computer, String line, String headers) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), berth.port())) {
            var host = computer.name() + ".localhost:" + berth.port();
            var request = line + "\r\nHost: " + host + "\r\nConnection: close\r\n" + headers + "\r\n";
            if (headers.contains("Upgrade:")) request = line + "\r\nHost: " + host + "\r\n" + headers + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return Integer.parseInt(answer.substring("HTTP/1.1 ".length()).strip());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static <T> List<T> atOnce(int count, Callable<T> call) throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = IntStream.range(0, count)
                    .mapToObj(i -> threads.submit(() -> {
                        start.await();
                        return call.call();
                    }))
                    .toList();
            start.countDown();
            var answers = new java.util.ArrayList<T>();
            for (var future : running) answers.add(future.get());
            return answers;
        }
    }
}
