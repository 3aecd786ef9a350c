package dev.berth.proxy.relay.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.crd.InstancePhase;
import dev.berth.proxy.relay.Fixtures;
import dev.berth.proxy.relay.KnownCluster;
import dev.berth.ttyd.BoxKeys;
import dev.berth.ttyd.LeaseRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When boxes are asked, against a real one on loopback; the time between two rounds is a test's to pass. */
class BoxDeskTest {

    @TempDir
    Path folder;

    private final Timer timer = new Timer();
    private final AtomicInteger news = new AtomicInteger();
    private ControlBox box;
    private KnownCluster cluster;
    private BoxDesk desk;

    /** Keeps what is due until a test says that its time has come. */
    private static final class Timer extends ScheduledThreadPoolExecutor {
        final List<Runnable> due = new CopyOnWriteArrayList<>();
        final List<Duration> delays = new CopyOnWriteArrayList<>();

        Timer() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            delays.add(Duration.ofMillis(unit.toMillis(delay)));
            due.add(task);
            return super.schedule(() -> {}, 0, unit);
        }

        void passes() {
            var now = List.copyOf(due);
            due.clear();
            now.forEach(Runnable::run);
        }
    }

    @BeforeEach
    void start() throws IOException {
        Files.write(folder.resolve("2026-11"), new byte[32]);
        var keys = BoxKeys.read(folder);
        box = new ControlBox(keys.forInstance("2026-11", Fixtures.MACHINE_UID));
        cluster = new KnownCluster(Fixtures.computer(machine(InstancePhase.READY)), Fixtures.face());
        desk = new BoxDesk(cluster, new BoxCalls(keys, Clock.systemUTC()), Clock.systemUTC(), Runnable::run, timer);
    }

    @AfterEach
    void stop() {
        box.close();
        timer.shutdownNow();
    }

    private dev.berth.proxy.directory.MachineView.Machine machine(InstancePhase phase) {
        return Fixtures.machine(phase, Instant.now(), "127.0.0.1", box.port(), "5f2c9a10");
    }

    @Test
    void oneQuestionServesAllWhoLookAndIsAskedAgainEveryHalfMinute() {
        var first = desk.watch(Fixtures.KEY, news::incrementAndGet);
        var second = desk.watch(Fixtures.KEY, news::incrementAndGet);
        timer.passes();
        assertEquals(List.of("GET /v1/activity", "GET /v1/sessions"), box.calls);
        assertEquals(2, news.get());
        assertEquals("zsh", desk.lastKnown(Fixtures.KEY).getFirst().title());

        first.close();
        timer.passes();
        assertEquals(4, box.calls.size());
        assertEquals(3, news.get());
        assertEquals(List.of(Duration.ZERO, Duration.ofSeconds(30), Duration.ofSeconds(30)), timer.delays);

        second.close();
        timer.passes();
        assertEquals(4, box.calls.size(), "nobody looks any more");
        assertEquals(List.of(), timer.due);
        assertEquals(0, cluster.listeners());
    }

    @Test
    void whoReloadsManyTimesIsAskedForOnce() {
        for (int i = 0; i < 20; i++)
            desk.watch(Fixtures.KEY, news::incrementAndGet).close();
        var page = desk.watch(Fixtures.KEY, news::incrementAndGet);
        timer.passes();
        assertEquals(2, box.calls.size());
        assertEquals(1, timer.due.size());
        page.close();
    }

    @Test
    void aSleepingBoxIsNotAskedAndOneThatWakesAtOnce() {
        cluster.becomes(Fixtures.computer(machine(InstancePhase.SUSPENDED)));
        var page = desk.watch(Fixtures.KEY, news::incrementAndGet);
        timer.passes();
        timer.passes();
        cluster.becomes(Fixtures.computer(machine(InstancePhase.RESUMING)));
        assertEquals(List.of(), box.calls);

        cluster.becomes(Fixtures.computer(machine(InstancePhase.READY)));
        assertEquals(2, box.calls.size());
        cluster.becomes(Fixtures.computer(machine(InstancePhase.READY)));
        assertEquals(2, box.calls.size());
        page.close();
    }

    @Test
    void whoDoesNotProveToBeTheBoxIsNotBelieved() {
        box.proves = false;
        var page = desk.watch(Fixtures.KEY, news::incrementAndGet);
        timer.passes();
        assertFalse(desk.report(Fixtures.KEY).known());
        assertEquals(0, news.get());
        box.proves = true;
        timer.passes();
        assertTrue(desk.report(Fixtures.KEY).known(), "the next round is asked all the same");
        page.close();
    }

    @Test
    void aLeaseIsTakenWhereItCanBeAndElseExplained() {
        assertEquals("", desk.lease(Fixtures.KEY, new LeaseRequest("page", 60_000)));
        assertEquals(List.of(new LeaseRequest("page", 60_000)), box.leases);
        assertTrue(desk.report(Fixtures.KEY).known(), "the box was asked what is so now");

        box.status = 423;
        assertEquals(
                "The computer did not answer. Try again.", desk.lease(Fixtures.KEY, new LeaseRequest("page", 60_000)));
        cluster.becomes(Fixtures.computer(machine(InstancePhase.SUSPENDED)));
        assertEquals(
                "It is not awake now, so there is nothing to keep awake.",
                desk.lease(Fixtures.KEY, new LeaseRequest("page", 60_000)));
    }
}
