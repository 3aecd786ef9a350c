package dev.berth.controller.computer;

import dev.berth.controller.kube.Fact;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long people wait for their computers, and what fails: one count for each fact that is told. No label names a computer or a person. */
final class ComputerMeters {

    /** From a resumed container to a server that is made anew. */
    private static final Duration[] WAITS = {
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(2),
        Duration.ofMinutes(6)
    };

    private final MeterRegistry registry;

    ComputerMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param took since this was wanted; null if another process decided it */
    void told(Fact fact, @Nullable Duration took) {
        switch (fact.reason()) {
            case "Ready" -> wake("first", took);
            case "Woken" -> wake("warm", took);
            case "Restarted" -> wake("cold", took);
            case "Suspended" -> {
                if (took != null)
                    Timer.builder("berth.suspend")
                            .description("From the decision that a computer sleeps until it does")
                            .serviceLevelObjectives(WAITS)
                            .register(registry)
                            .record(took);
            }
            default -> {
                if (fact.warning())
                    Counter.builder("berth.failures")
                            .description("What went wrong with computers, by the reason of its Event")
                            .tag("reason", fact.reason())
                            .register(registry)
                            .increment();
            }
        }
    }

    private void wake(String start, @Nullable Duration took) {
        if (took == null) return;
        Timer.builder("berth.wake")
                .description(
                        "From the demand for a computer until a terminal can be opened: its first machine, a warm start with its memory, or a cold one")
                .tag("start", start)
                .serviceLevelObjectives(WAITS)
                .register(registry)
                .record(took);
    }
}
