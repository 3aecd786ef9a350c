package dev.berth.proxy.relay.control;

import dev.berth.proxy.directory.ComputerKey;
import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.Directory;
import dev.berth.proxy.directory.MachineView.Machine;
import dev.berth.proxy.relay.BoxSessionsKnown;
import dev.berth.ttyd.BoxActivity;
import dev.berth.ttyd.BoxSession;
import dev.berth.ttyd.LeaseRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the boxes of computers that somebody looks at what they do: every 30 s while a control socket is open, and never a box that sleeps.
 * One question serves all sockets of this replica.
 */
public final class BoxDesk implements BoxSessionsKnown {

    private static final Logger log = LoggerFactory.getLogger(BoxDesk.class);
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final int REMEMBERED = 4096;

    private final Directory directory;
    private final BoxCalls calls;
    private final Clock clock;
    private final Executor blocking;
    private final ScheduledExecutorService timer;
    private final Map<ComputerKey, Watched> watched = new ConcurrentHashMap<>();
    private final Map<ComputerKey, BoxReport> reports = new ConcurrentHashMap<>();

    /** A computer that somebody looks at: one round of questions, however often people come and go. */
    private final class Watched {
        final ComputerKey computer;
        final Set<Runnable> news = new CopyOnWriteArraySet<>();
        final AtomicBoolean awake = new AtomicBoolean();
        final Directory.Subscription changes;

        Watched(ComputerKey computer) {
            this.computer = computer;
            this.awake.set(machine(computer) != null);
            this.changes = directory.subscribe(computer, this::changed);
        }

        /** It has just woken: nobody waits half a minute to learn what runs there. */
        private void changed() {
            boolean now = machine(computer) != null;
            if (!awake.getAndSet(now) && now) {
                askNow(computer);
            }
        }
    }

    /** @param blocking runs the calls */
    public BoxDesk(
            Directory directory, BoxCalls calls, Clock clock, Executor blocking, ScheduledExecutorService timer) {
        this.directory = directory;
        this.calls = calls;
        this.clock = clock;
        this.blocking = blocking;
        this.timer = timer;
    }

    @Override
    public Directory.Subscription watch(ComputerKey computer, Runnable news) {
        // Each watcher is its own, even for equal callbacks.
        Runnable own = () -> news.run();
        AtomicBoolean first = new AtomicBoolean();
        Watched watching = watched.compute(computer, (key, present) -> {
            first.set(present == null);
            Watched all = present == null ? new Watched(computer) : present;
            all.news.add(own);
            return all;
        });
        // Only now: a round that found nobody watching yet would be the last.
        if (first.get()) {
            later(watching, Duration.ZERO);
        }
        return () -> watched.computeIfPresent(computer, (key, present) -> {
            present.news.remove(own);
            if (!present.news.isEmpty()) {
                return present;
            }
            present.changes.close();
            return null;
        });
    }

    /** Asks once, now: something has just been changed in the box. */
    void askNow(ComputerKey computer) {
        blocking.execute(() -> ask(computer));
    }

    BoxReport report(ComputerKey computer) {
        return reports.getOrDefault(computer, BoxReport.NONE);
    }

    @Override
    public List<BoxSession> lastKnown(ComputerKey computer) {
        return report(computer).sessions();
    }

    /** Keeps the box awake; a sentence for the page if that did not work, else empty. */
    String lease(ComputerKey computer, LeaseRequest lease) {
        var machine = machine(computer);
        if (machine == null) {
            return "It is not awake now, so there is nothing to keep awake.";
        }
        try {
            calls.lease(machine, lease);
            ask(computer);
            return "";
        } catch (BoxCalls.Unanswered e) {
            log.atInfo().addKeyValue("computer", computer).log(e.getMessage());
            return "The computer did not answer. Try again.";
        }
    }

    private void later(Watched watching, Duration delay) {
        var _ = timer.schedule(() -> blocking.execute(() -> round(watching)), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void round(Watched watching) {
        // The same computer may be watched again by now, and asked in a round of its own.
        if (watched.get(watching.computer) != watching) {
            return;
        }
        ask(watching.computer);
        later(watching, EVERY);
    }

    private void ask(ComputerKey computer) {
        var machine = machine(computer);
        if (machine == null) {
            return;
        }
        try {
            BoxActivity activity = calls.activity(machine);
            List<BoxSession> sessions = calls.sessions(machine).sessions();
            if (reports.size() > REMEMBERED) {
                reports.keySet().retainAll(watched.keySet());
            }
            reports.put(computer, BoxReport.of(activity, sessions, clock.instant()));
        } catch (BoxCalls.Unanswered | RuntimeException e) {
            log.atDebug().addKeyValue("computer", computer).log("The box was not asked: {}", e.getMessage());
            return;
        }
        var watching = watched.get(computer);
        if (watching != null) {
            watching.news.forEach(Runnable::run);
        }
    }

    private @org.jspecify.annotations.Nullable Machine machine(ComputerKey computer) {
        return directory
                .computer(computer)
                .filter(ComputerView::awake)
                .map(view -> (Machine) view.machine())
                .orElse(null);
    }
}
