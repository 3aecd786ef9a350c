package dev.berth.controller.provider.container;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An engine that plays back recorded answers, for what the engine at hand never says: Docker's status codes where Podman's differ, and the other way round.
 *
 * <p>Answers to one request line are played in order; the last one stays.
 */
final class RecordedEngine implements AutoCloseable {

    private record Answer(int status, String body) {}

    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, String> bodies = new ConcurrentHashMap<>();

    private RecordedEngine() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    static RecordedEngine docker() {
        var engine = new RecordedEngine();
        engine.on(
                "GET /version",
                200,
                "{\"Version\":\"28.3.2\",\"ApiVersion\":\"1.51\",\"Components\":[{\"Name\":\"Engine\",\"Version\":\"28.3.2\"}]}");
        engine.on(
                "GET /info",
                200,
                "{\"Name\":\"elsewhere\",\"KernelVersion\":\"6.12\",\"SecurityOptions\":[\"name=seccomp,profile=builtin\"]}");
        return engine;
    }

    static RecordedEngine podman() {
        var engine = new RecordedEngine();
        engine.on(
                "GET /version",
                200,
                "{\"Version\":\"4.3.1\",\"ApiVersion\":\"1.41\",\"Components\":[{\"Name\":\"Podman Engine\",\"Version\":\"4.3.1\"}]}");
        engine.on(
                "GET /info",
                200,
                "{\"Name\":\"elsewhere\",\"KernelVersion\":\"6.12\",\"SecurityOptions\":[\"name=seccomp,profile=default\"]}");
        // Asking Docker's path would make Podman forget that a network is isolated, so nothing is recorded there.
        engine.on("GET /v4.0.0/libpod/networks/json", 200, "[]");
        return engine;
    }

    /** Plays {@code body} for a request line such as {@code POST /containers/c0ffee/pause}, after the answers already recorded for it. */
    RecordedEngine on(String request, int status, String body) {
        answers.computeIfAbsent(request, _ -> new ArrayDeque<>()).add(new Answer(status, body));
        return this;
    }

    String address() {
        return "tcp://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Mutating requests so far, in order. */
    List<String> mutations() {
        return requests.stream().filter(line -> !line.startsWith("GET ")).toList();
    }

    /** The newest body sent with this request line. */
    String body(String request) {
        return bodies.getOrDefault(request, "");
    }

    private void answer(HttpExchange exchange) throws IOException {
        var line = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        bodies.put(line, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
        requests.add(line);
        var recorded = answers.get(line);
        var answer = recorded == null ? new Answer(404, "{\"message\":\"no such thing\"}") : next(recorded);
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Answer next(Deque<Answer> recorded) {
        synchronized (recorded) {
            return recorded.size() > 1 ? recorded.removeFirst() : recorded.getFirst();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
