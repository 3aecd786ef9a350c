package dev.berth.controller.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.crd.Addresses;
import dev.berth.crd.Instance;
import dev.berth.crd.MachineSize;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MachinePollerTest {

    private static final ResourceID INSTANCE = new ResourceID("calm-meadow-1", "default");

    private final FakeDriver driver = new FakeDriver();
    private final List<ResourceID> woken = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Tick clock = new Tick();
    private final MachinePoller poller = new MachinePoller(
            new Drivers(List.of(driver)),
            () -> Set.of(FakeDriver.ACCOUNT),
            uid -> uid.equals(FakeDriver.REF.instanceUid()) ? Optional.of(INSTANCE) : Optional.empty(),
            Duration.ofSeconds(10),
            clock,
            meters);

    @BeforeEach
    void listen() {
        poller.setEventHandler(event -> woken.add(event.getRelatedCustomResourceID()));
    }

    @Test
    void aMachineThatChangedWakesItsInstanceOnce() {
        polled(complete(MachineState.RUNNING), complete(MachineState.RUNNING), complete(MachineState.STOPPED));
        assertEquals(List.of(INSTANCE), woken);
    }

    @Test
    void aMachineThatIsGoneFromACompleteListWakesItsInstance() {
        polled(complete(MachineState.RUNNING), new Listing.Complete(List.of()));
        assertEquals(List.of(INSTANCE), woken);
    }

    @Test
    void aFailedPollChangesNothingAndOnlyAgesTheSnapshot() {
        polled(complete(MachineState.RUNNING), unknown(), unknown(), complete(MachineState.RUNNING));
        assertEquals(List.of(), woken);
        polled(unknown());
        assertEquals(1, poller.getSecondaryResources(instance()).size());
        assertEquals(10, meters.get("berth.provider.poll.age").gauge().value());
    }

    @Test
    void whatThrowsIsSurvived() {
        driver.listings.clear();
        poller.pollAll();
        polled(complete(MachineState.RUNNING), complete(MachineState.SUSPENDED));
        assertEquals(List.of(INSTANCE), woken);
    }

    private void polled(Listing... listings) {
        driver.listings.clear();
        for (var listing : listings) {
            driver.listings.add(listing);
            if (driver.listings.size() > 1) driver.listings.removeFirst();
            clock.now = clock.now.plusSeconds(10);
            poller.pollAll();
        }
    }

    private static Listing unknown() {
        return new Listing.Unknown(new ProviderException.Unreachable("It does not answer.", null));
    }

    private static Listing complete(MachineState state) {
        return new Listing.Complete(List.of(new Machine(
                "c0ffee",
                FakeDriver.REF,
                state,
                "local",
                "2026-11",
                new Addresses(null, null, null),
                0,
                Instant.EPOCH,
                "box",
                new MachineSize(null, null, null, null))));
    }

    private static Instance instance() {
        var instance = new Instance();
        instance.setMetadata(
                new ObjectMetaBuilder().withUid(FakeDriver.REF.instanceUid()).build());
        return instance;
    }

    private static final class Tick extends Clock {

        private Instant now = Instant.parse("2026-11-21T09:25:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
