package dev.berth.controller.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.berth.crd.Addresses;
import dev.berth.crd.MachineSize;
import dev.berth.ttyd.BoxConfig;
import dev.berth.ttyd.BoxKey;
import dev.berth.ttyd.BoxPaths;
import dev.berth.ttyd.GrantCheck;
import dev.berth.ttyd.OpenAnswer;
import dev.berth.ttyd.Quiesce;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DirectBoxLinkTest {

    private static final BoxKey KEY = BoxKey.derive("2026-11", new byte[32], FakeDriver.REF.instanceUid());
    private static final BoxKey OTHER = BoxKey.derive("2026-11", new byte[32], FakeDriver.REF.computerUid());

    private final HttpClient http = DirectBoxLink.client();
    private final List<String> requests = new ArrayList<>();
    private HttpServer box = server();
    private BoxKey proving = KEY;
    private int status = 200;
    private String body = "{}";

    @BeforeEach
    void start() {
        box.createContext("/", this::answer);
        box.start();
    }

    @AfterEach
    void stop() {
        box.stop(0);
        http.close();
    }

    @Test
    void anAnswerWithProofIsBelieved() {
        body = "{\"bootId\":\"5f2c9a10\",\"version\":\"0.1.0\",\"somethingNewer\":1}";
        var answer = assertInstanceOf(BoxAnswer.Answered.class, link().open());
        assertEquals(new OpenAnswer("5f2c9a10", "0.1.0"), answer.value());
        assertEquals(List.of("POST /v1/open"), requests);
    }

    @Test
    void busyIsARefusalOfTheBoxItself() {
        status = 409;
        assertEquals(new BoxAnswer.Refused<BoxLink.Accepted>(409), link().quiesce(Quiesce.at(7)));
    }

    @Test
    void anAnswerOfAnotherBoxIsUnproven() {
        proving = OTHER;
        assertInstanceOf(BoxAnswer.Unproven.class, link().activity());
        status = 200;
        assertInstanceOf(BoxAnswer.Unproven.class, link().quiesce(Quiesce.forced()));
    }

    @Test
    void filesAreNotSentToWhatHasNotProvedItself() {
        proving = OTHER;
        var config = new BoxConfig(List.of(), List.of(), 1, 1, Map.of("token", "c2VjcmV0"));
        assertInstanceOf(BoxAnswer.Unproven.class, link().config(config));
        assertEquals(List.of("GET /v1/activity"), requests);
    }

    @Test
    void aFrozenBoxAcceptsConnectionsAndIsSilentAfterTheDeadline() throws IOException {
        try (var frozen = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            var start = System.nanoTime();
            assertInstanceOf(BoxAnswer.Silent.class, link(frozen.getLocalPort()).activity());
            assertTrue(System.nanoTime() - start
                    < DirectBoxLink.DEADLINE.plusSeconds(2).toNanos());
        }
    }

    @Test
    void aMachineWithoutAnAddressIsSilentAtOnce() {
        assertInstanceOf(BoxAnswer.Silent.class, link(0).open());
    }

    @Test
    void anAnswerThatIsNoJsonOrFarTooLongIsSilence() {
        body = "<html>";
        assertInstanceOf(BoxAnswer.Silent.class, link().activity());
        body = "\"" + "x".repeat(2 << 20) + "\"";
        assertInstanceOf(BoxAnswer.Silent.class, link().activity());
    }

    private BoxLink link() {
        return link(box.getAddress().getPort());
    }

    private BoxLink link(int port) {
        var machine = new Machine(
                "c0ffee",
                FakeDriver.REF,
                MachineState.RUNNING,
                "local",
                "2026-11",
                new Addresses("127.0.0.1", null, null),
                port,
                Instant.EPOCH,
                "box",
                new MachineSize(null, null, null, null));
        return DirectBoxLink.to(machine, KEY, http, Clock.systemUTC());
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        exchange.getRequestBody().readAllBytes();
        var token = String.valueOf(exchange.getRequestHeaders().getFirst(BoxPaths.HEADER_GRANT));
        if (KEY.check(token, Clock.systemUTC().instant()) instanceof GrantCheck.Valid(var grant))
            exchange.getResponseHeaders().set(BoxPaths.HEADER_PROOF, proving.proof(grant.jti()));
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
