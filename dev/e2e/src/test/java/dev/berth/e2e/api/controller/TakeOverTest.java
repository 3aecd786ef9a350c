package dev.berth.e2e.api.controller;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.crd.InstancePhase;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One leads, the other waits; and who was stopped knows that it may lead no more. */
@Tag("api")
class TakeOverTest extends ControllerCase {

    @Test
    void anotherReplicaTakesOverAndMakesNoSecondMachine() {
        try (var second = standbyAfter("one")) {
            leads(second);
            computer("bold-fern-5140", "");
            ready("bold-fern-5140");
            assertEquals(2, driver.machines().size());
            assertEquals(2, driver.count("create"));
        }
    }

    private Replica standbyAfter(String first) {
        Replica second;
        try (var _ = leader(first)) {
            second = Replica.start(api, driver, "two");
            computer("calm-meadow-4821", "");
            ready("calm-meadow-4821");
        }
        return second;
    }

    @Test
    void aLeaderThatWasStoppedDoesNothingToAMachineThatWasWokenMeanwhile() {
        try (var replica = leader("one")) {
            computer("calm-meadow-4821", "");
            ready("calm-meadow-4821");
            driver.onTheWay.set(
                    () -> replica.stoppedNanos.addAndGet(Duration.ofSeconds(40).toNanos()));
            patch("computer", "calm-meadow-4821", "{\"spec\":{\"power\":\"Suspended\"}}");
            phase("calm-meadow-4821-1", InstancePhase.SUSPENDING);
            await().during(Duration.ofSeconds(3)).atMost(LONG).until(() -> driver.count("pause") == 0);
            driver.onTheWay.set(() -> {});
            replica.stoppedNanos.set(0);
            phase("calm-meadow-4821-1", InstancePhase.SUSPENDED);
        }
    }
}
