package dev.berth.proxy.relay.control;

import dev.berth.proxy.directory.ComputerKey;
import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.Directory;
import dev.berth.proxy.directory.MachineView.Machine;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the boxes of computers that somebody looks at what they do: every 30 s while a control socket is open, and never a box that sleeps.
 * One question serves all sockets of this replica.
 */
public final class BoxDesk {

    private static final Logger log = LoggerFactory.getLogger(BoxDesk.class);
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final int REMEMBERED = 4096;

    private final Directory directory;
    private final BoxCalls calls;
    private final Clock clock;
    private final Executor blocking;
    private final ScheduledExecutorService timer;
    private final Map<ComputerKey, Set<Runnable>> watchers = new ConcurrentHashMap<>();
    private final Map<ComputerKey, BoxReport> reports = new ConcurrentHashMap<>();

    /** @param blocking runs the calls */
    public BoxDesk(
            Directory directory, BoxCalls calls, Clock clock, Executor blocking, ScheduledExecutorService timer) {
        this.directory = directory;
        this.calls = calls;
        this.clock = clock;
        this.blocking = blocking;
        this.timer = timer;
    }

    /** Asks from now on until the answer is closed; {@code news} runs on any thread after each answer. */
    Directory.Subscription watch(ComputerKey computer, Runnable news) {
        watchers.compute(computer, (key, present) -> {
            if (present != null) {
                present.add(news);
                return present;
            }
            Set<Runnable> first = new CopyOnWriteArraySet<>();
            first.add(news);
            later(computer, Duration.ZERO);
            return first;
        });
        return () -> watchers.computeIfPresent(computer, (key, present) -> {
            present.remove(news);
            return present.isEmpty() ? null : present;
        });
    }

    /** Asks once, now: something has just been changed in the box. */
    void askNow(ComputerKey computer) {
        blocking.execute(() -> ask(computer));
    }

    BoxReport report(ComputerKey computer) {
        return reports.getOrDefault(computer, BoxReport.NONE);
    }

    /** What the box last said of its sessions; empty while nobody has asked it. */
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

    private void later(ComputerKey computer, Duration delay) {
        var _ = timer.schedule(() -> blocking.execute(() -> round(computer)), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void round(ComputerKey computer) {
        if (!watchers.containsKey(computer)) {
            return;
        }
        ask(computer);
        later(computer, EVERY);
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
                reports.keySet().retainAll(watchers.keySet());
            }
            reports.put(computer, BoxReport.of(activity, sessions, clock.instant()));
        } catch (BoxCalls.Unanswered | RuntimeException e) {
            log.atDebug().addKeyValue("computer", computer).log("The box was not asked: {}", e.getMessage());
            return;
        }
        watchers.getOrDefault(computer, Set.of()).forEach(Runnable::run);
    }

    private @org.jspecify.annotations.Nullable Machine machine(ComputerKey computer) {
        return directory
                .computer(computer)
                .filter(ComputerView::awake)
                .map(view -> (Machine) view.machine())
                .orElse(null);
    }
}
