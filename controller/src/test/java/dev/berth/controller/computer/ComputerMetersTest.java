package dev.berth.controller.computer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.controller.kube.Fact;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ComputerMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ComputerMeters meters = new ComputerMeters(registry);

    @Test
    void aFirstMachineAWarmStartAndAColdOneAreToldApart() {
        meters.told(fact("Ready"), Duration.ofMillis(5_200));
        meters.told(fact("Woken"), Duration.ofMillis(700));
        meters.told(fact("Woken"), Duration.ofMillis(900));
        meters.told(fact("Restarted"), Duration.ofSeconds(4));
        assertEquals(1, wake("first").count());
        assertEquals(2, wake("warm").count());
        assertEquals(800, wake("warm").mean(TimeUnit.MILLISECONDS));
        assertEquals(1, wake("cold").count());
    }

    @Test
    void whatAnotherProcessDecidedHasNoTime() {
        meters.told(fact("Woken"), null);
        meters.told(fact("Suspended"), null);
        assertEquals(0, registry.find("berth.wake").timers().size());
        assertEquals(0, registry.find("berth.suspend").timers().size());
    }

    @Test
    void failuresAreCountedByReasonAndGoodNewsIsNot() {
        meters.told(Fact.warning("WakeTimeout", "Resume", "It did not wake.", "", null), null);
        meters.told(Fact.warning("WakeTimeout", "Resume", "It did not wake.", "", null), null);
        meters.told(fact("FaceClosed"), null);
        assertEquals(
                2,
                registry.get("berth.failures")
                        .tag("reason", "WakeTimeout")
                        .counter()
                        .count());
        assertEquals(1, registry.find("berth.failures").counters().size());
    }

    private Timer wake(String start) {
        return registry.get("berth.wake").tag("start", start).timer();
    }

    private static Fact fact(String reason) {
        return Fact.normal(reason, "Start", "A sentence.", null);
    }
}
