package dev.berth.controller.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.crd.ProviderKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GuardedDriverTest {

    private final FakeDriver inner = new FakeDriver();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final GuardedDriver driver =
            new GuardedDriver(inner, new Limits(1000, 4, Duration.ofMillis(20), Duration.ofMinutes(1)), meters);

    @Test
    void aLookThatFailedInPassingIsTakenOnceMore() {
        inner.observations.add(new Observation.Unknown(new ProviderException.Transient("It stuttered.", null)));
        inner.observations.add(FakeDriver.gone());

        assertInstanceOf(Observation.Gone.class, driver.observe(FakeDriver.REF));
        assertEquals(2, inner.looks);
    }

    @Test
    void aMutationIsNeverRepeated() {
        inner.performing = () -> {
            throw new ProviderException.Ambiguous("No answer.", null);
        };

        assertThrows(
                ProviderException.Ambiguous.class,
                () -> driver.perform(new FakeDriver.Nap(FakeDriver.REF), Fence.OPEN));
        assertEquals(1, inner.performed);
    }

    @Test
    void anAccountThatFailsAgainAndAgainIsLeftAloneAndKeepsItsReason() {
        inner.observations.add(FakeDriver.silent());
        for (int i = 0; i < 10; i++) driver.observe(FakeDriver.REF);
        int asked = inner.looks;

        var seen = assertInstanceOf(Observation.Unknown.class, driver.observe(FakeDriver.REF));

        assertEquals(asked, inner.looks, "it was asked although it is left alone");
        assertEquals("It does not answer.", seen.cause().sentence());
        assertThrows(
                ProviderException.Unreachable.class,
                () -> driver.perform(new FakeDriver.Nap(FakeDriver.REF), Fence.OPEN));
        assertEquals(0, inner.performed);
    }

    @Test
    void oneDeadAccountStopsNoOther() {
        inner.observations.add(FakeDriver.silent());
        for (int i = 0; i < 12; i++) driver.observe(FakeDriver.REF);
        inner.observations.clear();
        inner.observations.add(FakeDriver.gone());
        var elsewhere = new MachineRef(
                new Account(ProviderKind.CONTAINER, "elsewhere"),
                "berth",
                "bold-fern",
                FakeDriver.REF.computerUid(),
                FakeDriver.REF.instanceUid(),
                1);

        assertInstanceOf(Observation.Gone.class, driver.observe(elsewhere));
        assertInstanceOf(Observation.Unknown.class, driver.observe(FakeDriver.REF));
    }

    @Test
    void refusalsOfAHealthyProviderDoNotShutItOff() {
        inner.performing = () -> {
            throw new ProviderException.ImageMissing("No such image.", "box", null);
        };
        for (int i = 0; i < 20; i++)
            assertThrows(
                    ProviderException.ImageMissing.class,
                    () -> driver.perform(new FakeDriver.Nap(FakeDriver.REF), Fence.OPEN));
        assertEquals(20, inner.performed);
    }

    @Test
    void everyCallIsTimedByProviderOperationAndOutcome() {
        inner.observations.add(FakeDriver.gone());
        driver.observe(FakeDriver.REF);
        inner.performing = () -> {
            throw new ProviderException.NoCapacity("Full.", true, null);
        };
        assertThrows(
                ProviderException.NoCapacity.class,
                () -> driver.perform(new FakeDriver.Nap(FakeDriver.REF), Fence.OPEN));

        assertEquals(1, count("observe", "ok"));
        assertEquals(1, count("nap", "no-capacity"));
    }

    private long count(String op, String outcome) {
        return meters.get("berth.provider.call")
                .tags("provider", "container", "op", op, "outcome", outcome)
                .timer()
                .count();
    }
}
