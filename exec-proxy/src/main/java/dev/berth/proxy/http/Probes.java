package dev.berth.proxy.http;

import dev.berth.proxy.route.Decision.Probe;
import dev.berth.proxy.web.Answer;
import dev.berth.proxy.web.Json;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** {@code /_healthz}, {@code /_readyz}, {@code /_version}: what a load balancer asks on the public port. */
public final class Probes {

    private final BooleanSupplier ready;
    private final String version;
    private final String replica;

    /** @param ready fresh watches, not draining, descriptors left */
    public Probes(BooleanSupplier ready, String version, String replica) {
        this.ready = ready;
        this.version = version;
        this.replica = replica;
    }

    public boolean ready() {
        return ready.getAsBoolean();
    }

    Answer answer(Probe.Kind kind) {
        return switch (kind) {
            case HEALTH -> Answer.text(200, "ok");
            case READY ->
                ready()
                        ? Answer.text(200, "ready")
                        : Answer.text(503, "not ready").with("Retry-After", "1");
            case VERSION -> Json.of(200, Map.of("version", version, "replica", replica));
        };
    }
}
