package dev.berth.controller.kube;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.controller.provider.ProviderException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A process that was stopped must not act on what it knew before. */
class LeaderTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Leader leader = new Leader(Clock.systemUTC(), nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void nobodyActsBeforeTheFirstLease() {
        assertThrows(ProviderException.Withdrawn.class, leader::pass);
    }

    @Test
    void aFreshLeaseLetsItActAlsoWhereTheClockWraps() {
        leader.renewed(nanos.get());
        pass(Duration.ofSeconds(9));
        assertDoesNotThrow(leader::pass);
    }

    @Test
    void aProcessStoppedForFortySecondsDoesNothing() {
        leader.renewed(nanos.get());
        pass(Duration.ofSeconds(40));
        assertThrows(ProviderException.Withdrawn.class, leader::pass);
    }

    @Test
    void aLostLeaseLetsNobodyAct() {
        leader.renewed(nanos.get());
        leader.stopsLeading();
        assertThrows(ProviderException.Withdrawn.class, leader::pass);
    }
}
