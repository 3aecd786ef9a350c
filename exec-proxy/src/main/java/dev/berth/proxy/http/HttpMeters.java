package dev.berth.proxy.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What the front counts. No label names a person, a computer or a face. */
public final class HttpMeters {

    private static final List<String> CODES =
            List.of("E_MALFORMED", "E_URI_TOO_LONG", "E_HEADERS_TOO_LARGE", "E_TOO_LARGE", "E_VERSION");

    private final MeterRegistry registry;
    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger terminals = new AtomicInteger();
    final AtomicInteger controls = new AtomicInteger();
    final AtomicInteger previews = new AtomicInteger();

    public HttpMeters(MeterRegistry registry) {
        this.registry = registry;
        gauge("berth_connections_open", "Connections of clients", connections);
        gauge("berth_terminals_open", "Terminal sockets", terminals);
        gauge("berth_controls_open", "Control sockets", controls);
        gauge("berth_previews_open", "Requests and sockets to ports of boxes", previews);
        // Counted from zero, so that a first answer or refusal shows as a rise.
        for (int status = 1; status <= 5; status++) answers(status * 100);
        CODES.forEach(this::refusals);
    }

    private void gauge(String name, String description, AtomicInteger value) {
        Gauge.builder(name, value, AtomicInteger::get).description(description).register(registry);
    }

    void answered(int status) {
        answers(status).increment();
    }

    void refused(String code) {
        refusals(code).increment();
    }

    private Counter answers(int status) {
        return Counter.builder("berth_http_answers")
                .description("Answers by class of status")
                .tag("status", status / 100 + "xx")
                .register(registry);
    }

    private Counter refusals(String code) {
        return Counter.builder("berth_http_refused")
                .description("Requests refused before they were routed")
                .tag("code", code)
                .register(registry);
    }
}
