package dev.berth.e2e.api.proxy;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.e2e.ApiServer;
import dev.berth.stack.process.LoopbackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A replica's readiness, its metrics, and how it ends, on a real process at a real API server (exec-proxy/README.md). */
@Tag("api")
class EndingProxyTest {

    @RegisterExtension
    static final ApiServer api = new ApiServer();

    private static final String HOST = "hello.localhost:8080";
    private static final String NAVIGATION =
            "Accept: text/html\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\nSec-Fetch-Site: none\r\n";
    private static final Duration DRAIN = Duration.ofSeconds(4);

    @TempDir
    Path folder;

    @BeforeEach
    void aComputerThatBoots() {
        api.kubectl().withInput("""
                        apiVersion: berth.dev/v1alpha1
                        kind: Computer
                        metadata: {name: hello, namespace: %s}
                        spec: {owner: "dev:me", className: local}
                        """.formatted(api.namespace()), "apply", "-f", "-");
    }

    private ProxyProcess replica(String name, String... settings) throws IOException {
        var more = new java.util.HashMap<>(Map.of("BERTH_DRAIN", DRAIN.toSeconds() + "s"));
        for (int i = 0; i < settings.length; i += 2) more.put(settings[i], settings[i + 1]);
        return new ProxyProcess(api, folder, name, more);
    }

    /** Makes a face as a visitor does, and opens the terminal and the control socket of its page. */
    private static List<PageSocket> page(ProxyProcess proxy) throws IOException {
        var landed = PageSocket.ask(proxy.port(), HOST, "GET /", NAVIGATION);
        var matcher = Pattern.compile("(?i)location: (/\\?face=(\\d+))").matcher(landed);
        assertTrue(matcher.find(), landed);
        var face = matcher.group(2);
        var terminal = PageSocket.open(proxy.port(), HOST, "/ws?visit=1&face=" + face, "tty")
                .hello()
                .awaits("request");
        var control = PageSocket.open(proxy.port(), HOST, "/_ctl?face=" + face, "berth")
                .awaits("\"state\"");
        return List.of(terminal, control);
    }

    private static int status(ProxyProcess proxy, String path) throws IOException {
        var answer = PageSocket.ask(proxy.port(), HOST, "GET " + path, "");
        return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    }

    @Test
    void atSigtermItIsNotReadyAtOnceKeepsItsTerminalsAndSendsThemElsewhereInTime() throws Exception {
        try (var proxy = replica("proxy-a")) {
            assertEquals(200, status(proxy, "/_readyz"));
            assertEquals(200, proxy.health("/readyz").statusCode());
            var sockets = new ArrayList<PageSocket>();
            for (int i = 0; i < 5; i++) sockets.addAll(page(proxy));

            long began = System.nanoTime();
            proxy.terminate();

            await("not ready")
                    .pollInterval(Duration.ofMillis(10))
                    .atMost(Duration.ofSeconds(1))
                    .until(() -> status(proxy, "/_readyz") == 503);
            assertEquals(503, proxy.health("/readyz").statusCode());
            assertEquals(200, proxy.health("/livez").statusCode(), "it is no reason to kill it");
            // A load balancer that has not noticed yet still sends visitors; nothing is kept open for a second request.
            var visitor = PageSocket.ask(proxy.port(), HOST, "GET /?face=1", NAVIGATION);
            assertTrue(visitor.startsWith("HTTP/1.1 200"), visitor);
            assertTrue(visitor.toLowerCase(Locale.ROOT).contains("connection: close"), visitor);
            assertTrue(sockets.stream().allMatch(PageSocket::open), "a terminal was closed at once");

            await("all sockets are closed")
                    .atMost(DRAIN.multipliedBy(3))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> sockets.stream().noneMatch(PageSocket::open));
            assertEquals(
                    List.of(1012),
                    sockets.stream().map(PageSocket::closeCode).distinct().toList());
            var ages = sockets.stream()
                    .map(socket -> Duration.ofNanos(socket.closedAt() - began))
                    .sorted()
                    .toList();
            assertTrue(ages.getFirst().compareTo(DRAIN.minusMillis(200)) > 0, () -> "closed too early: " + ages);
            assertTrue(ages.getLast().compareTo(DRAIN.multipliedBy(2).plusSeconds(2)) < 0, () -> "too late: " + ages);
            assertTrue(
                    ages.getLast().minus(ages.getFirst()).compareTo(DRAIN.dividedBy(2)) > 0,
                    () -> "not spread over the time: " + ages);
            assertEquals(0, proxy.exitCode(DRAIN), proxy::log);
            assertTrue(proxy.log().contains("every socket was told to come back elsewhere"), proxy::log);
        }
    }

    @Test
    void newVisitorsGoToTheOtherReplicaOfThePort() throws Exception {
        var port = Integer.toString(LoopbackPorts.free(1).getFirst());
        var shared = new String[] {"BERTH_LISTEN", "127.0.0.1:" + port, "BERTH_DRAIN", "1s"};
        try (var leaving = replica("proxy-a", shared);
                var staying = replica("proxy-b", shared)) {
            var both = new TreeSet<String>();
            await("both take visitors").atMost(Duration.ofSeconds(20)).until(() -> {
                both.add(version(staying));
                return both.size() == 2;
            });

            leaving.terminate();

            assertEquals(0, leaving.exitCode(Duration.ofSeconds(20)), leaving::log);
            for (int i = 0; i < 50; i++) assertTrue(version(staying).contains("proxy-b"));
            assertEquals(200, status(staying, "/_readyz"));
        }
    }

    private static String version(ProxyProcess any) throws IOException {
        var answer = PageSocket.ask(any.port(), HOST, "GET /_version", "");
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    @Test
    void withoutVisitorsItEndsAfterTheFirstHalfAndListensNoMore() throws Exception {
        try (var proxy = replica("proxy-a", "BERTH_DRAIN", "1s")) {
            int port = proxy.port();
            long began = System.nanoTime();
            proxy.terminate();
            assertEquals(0, proxy.exitCode(Duration.ofSeconds(15)), proxy::log);
            assertTrue(Duration.ofNanos(System.nanoTime() - began).compareTo(Duration.ofSeconds(1)) >= 0);
            assertThrows(IOException.class, () -> PageSocket.ask(port, HOST, "GET /_version", ""));
        }
    }

    @Test
    void everyMeterThatIsDocumentedIsThereAndCounts() throws Exception {
        var documented = Pattern.compile("(?m)^\\| `(berth_[a-z_]+)` \\|")
                .matcher(Files.readString(ApiServer.REPOSITORY.resolve("exec-proxy/README.md")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(documented.size() >= 7, documented::toString);
        try (var proxy = replica("proxy-a")) {
            assertEquals(
                    documented,
                    meters(proxy).keySet().stream()
                            .map(name -> name.replaceAll("\\{.*", ""))
                            .collect(Collectors.toCollection(TreeSet::new)),
                    "README.md and /metrics differ");

            var page = page(proxy);
            assertTrue(PageSocket.ask(proxy.port(), HOST, "GET /nowhere", "").startsWith("HTTP/1.1 404"));
            assertTrue(PageSocket.ask(proxy.port(), HOST, "GET http://elsewhere/", "")
                    .startsWith("HTTP/1.1 400"));
            var during = meters(proxy);
            assertEquals(1, meter(during, "berth_terminals_open"));
            assertEquals(1, meter(during, "berth_controls_open"));
            assertEquals(0, meter(during, "berth_previews_open"));
            assertEquals(1, meter(during, "berth_computers_known"));
            assertTrue(meter(during, "berth_connections_open") >= 2, during::toString);
            assertEquals(2, meter(during, "berth_http_answers_total{status=\"1xx\"}"), during::toString);
            assertEquals(1, meter(during, "berth_http_answers_total{status=\"3xx\"}"), during::toString);
            assertEquals(1, meter(during, "berth_http_answers_total{status=\"4xx\"}"), during::toString);
            assertEquals(1, meter(during, "berth_http_refused_total{code=\"E_MALFORMED\"}"), during::toString);
            assertFalse(proxy.health("/metrics").body().contains("hello"), "no meter names a computer");

            page.forEach(PageSocket::close);
            await("they are counted out").atMost(Duration.ofSeconds(10)).until(() -> {
                var after = meters(proxy);
                return meter(after, "berth_terminals_open") == 0 && meter(after, "berth_controls_open") == 0;
            });
        }
    }

    private static double meter(Map<String, Double> meters, String name) {
        return meters.getOrDefault(name, Double.NaN);
    }

    /** Name with labels to value. */
    private static Map<String, Double> meters(ProxyProcess proxy) {
        return proxy.health("/metrics")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))));
    }
}
