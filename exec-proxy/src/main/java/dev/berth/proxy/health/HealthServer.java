package dev.berth.proxy.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** {@code /livez}, {@code /readyz} and {@code /metrics} on a port that visitors never see. */
public final class HealthServer implements AutoCloseable {

    private final HttpServer server;

    private HealthServer(HttpServer server) {
        this.server = server;
    }

    /** @param ready false while caches fill, while a watch is older than 60 s, and once this replica ends */
    public static HealthServer start(String host, int port, BooleanSupplier ready, PrometheusMeterRegistry meters)
            throws IOException {
        var server = HttpServer.create(new InetSocketAddress(host, port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/livez", exchange -> send(exchange, 200, "text/plain", "ok\n"));
        server.createContext("/readyz", exchange -> {
            boolean fine = ready.getAsBoolean();
            send(exchange, fine ? 200 : 503, "text/plain", fine ? "ready\n" : "not ready\n");
        });
        server.createContext("/metrics", exchange -> send(exchange, 200, "text/plain; version=0.0.4", meters.scrape()));
        server.start();
        return new HealthServer(server);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
