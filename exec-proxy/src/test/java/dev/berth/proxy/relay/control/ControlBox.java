package dev.berth.proxy.relay.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.berth.ttyd.AgentActivity;
import dev.berth.ttyd.BoxActivity;
import dev.berth.ttyd.BoxJson;
import dev.berth.ttyd.BoxKey;
import dev.berth.ttyd.BoxLease;
import dev.berth.ttyd.BoxPaths;
import dev.berth.ttyd.BoxSession;
import dev.berth.ttyd.BoxSessions;
import dev.berth.ttyd.GrantCheck;
import dev.berth.ttyd.LeaseRequest;
import dev.berth.ttyd.Scope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A box on loopback that answers control calls: checks the grant, proves itself, says what a test has set. */
public final class ControlBox implements AutoCloseable {

    public final List<String> calls = new CopyOnWriteArrayList<>();
    public final List<LeaseRequest> leases = new CopyOnWriteArrayList<>();
    public volatile boolean proves = true;
    public volatile int status = 200;
    public volatile List<BoxSession> sessions = List.of(new BoxSession("main/1", "zsh", "~", 1));
    public volatile List<BoxLease> held = List.of();
    public volatile List<AgentActivity> agents = List.of();
    volatile byte[] instead = new byte[0];
    private final BoxKey key;
    private final HttpServer server;

    public ControlBox(BoxKey key) throws IOException {
        this.key = key;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var path = exchange.getRequestURI().getPath();
            var grant = exchange.getRequestHeaders().getFirst(BoxPaths.HEADER_GRANT);
            if (!(key.check(grant == null ? "" : grant, Instant.now()) instanceof GrantCheck.Valid(var valid))
                    || valid.scope() != Scope.CONTROL) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            calls.add(exchange.getRequestMethod() + " " + path);
            if (proves) exchange.getResponseHeaders().set(BoxPaths.HEADER_PROOF, key.proof(valid.jti()));
            if (path.equals(BoxPaths.LEASE) && status == 200) {
                leases.add(BoxJson.read(body, LeaseRequest.class));
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            var answer = instead.length > 0 ? instead : BoxJson.write(said(path));
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private Object said(String path) {
        return path.equals(BoxPaths.SESSIONS)
                ? new BoxSessions("5f2c9a10", sessions)
                : new BoxActivity("5f2c9a10", "0.1.0", 7, 60_000, -1, agents, held, List.of());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
