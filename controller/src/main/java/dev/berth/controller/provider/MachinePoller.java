package dev.berth.controller.provider;

import dev.berth.crd.Instance;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices what happened to machines behind the controller's back, and wakes the Instance it happened to. It only triggers: whoever is woken looks afresh before acting.
 *
 * <p>JOSDK's own polling sources treat a missing key as deleted, or stop for ever after one exception. Here a failed poll leaves the last good snapshot in place and only its age grows,
 * in the gauge {@code berth_provider_poll_age_seconds{provider}}.
 */
public final class MachinePoller extends AbstractEventSource<Machine, Instance> {

    private static final Logger LOG = LoggerFactory.getLogger(MachinePoller.class);

    private final Drivers drivers;
    private final Supplier<Set<Account>> accounts;
    private final Function<String, Optional<ResourceID>> instanceByUid;
    private final Duration every;
    private final Clock clock;
    private final MeterRegistry meters;
    private final ConcurrentMap<Account, Snapshot> snapshots = new ConcurrentHashMap<>();
    private final ConcurrentMap<Account, Instant> firstAsked = new ConcurrentHashMap<>();
    private volatile ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(MachinePoller::thread);

    /** By Instance uid; an Instance has two machines only for the moment between launches. */
    private record Snapshot(Instant at, Map<String, Set<Machine>> machines) {}

    /**
     * @param accounts those that any known Instance lives in, asked at each poll
     * @param instanceByUid the Instance that a machine's label names, if it is known here
     */
    public MachinePoller(
            Drivers drivers,
            Supplier<Set<Account>> accounts,
            Function<String, Optional<ResourceID>> instanceByUid,
            Duration every,
            Clock clock,
            MeterRegistry meters) {
        super(Machine.class, "machines");
        this.drivers = drivers;
        this.accounts = accounts;
        this.instanceByUid = instanceByUid;
        this.every = every;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public void start() {
        super.start();
        if (timer.isShutdown()) timer = Executors.newSingleThreadScheduledExecutor(MachinePoller::thread);
        var _ = timer.scheduleWithFixedDelay(this::pollAll, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        super.stop();
        timer.shutdownNow();
    }

    @Override
    public Set<Machine> getSecondaryResources(Instance instance) {
        var uid = instance.getMetadata().getUid();
        var found = new HashSet<Machine>();
        snapshots.values().forEach(snapshot -> found.addAll(snapshot.machines().getOrDefault(uid, Set.of())));
        return found;
    }

    /** One round over all accounts. Whatever is thrown stays here, or the timer would never fire again. */
    void pollAll() {
        try {
            var wanted = accounts.get();
            snapshots.keySet().retainAll(wanted);
            firstAsked.keySet().retainAll(wanted);
            wanted.forEach(this::poll);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("Polling machines failed; the last known state stays in place");
        }
    }

    private void poll(Account account) {
        firstAsked.computeIfAbsent(account, this::gauge);
        switch (drivers.of(account.kind()).listAll(account)) {
            case Listing.Complete complete -> accept(account, complete);
            case Listing.Unknown unknown ->
                LOG.atWarn()
                        .addKeyValue("provider", account.kind())
                        .addKeyValue("outcome", unknown.cause().outcome())
                        .log("Machines could not be listed: {}", unknown.cause().sentence());
        }
    }

    private void accept(Account account, Listing.Complete complete) {
        var now = new HashMap<String, Set<Machine>>();
        for (var machine : complete.machines())
            now.computeIfAbsent(machine.ref().instanceUid(), _ -> new HashSet<>())
                    .add(machine);
        var before = snapshots.put(account, new Snapshot(clock.instant(), now));
        // The first round triggers nothing: every Instance is reconciled at start anyway.
        if (before == null) return;
        var touched = new HashSet<>(before.machines().keySet());
        touched.addAll(now.keySet());
        for (var uid : touched) {
            if (Objects.equals(before.machines().get(uid), now.get(uid))) continue;
            instanceByUid.apply(uid).ifPresent(id -> getEventHandler().handleEvent(new Event(id)));
        }
    }

    private Instant gauge(Account account) {
        Gauge.builder("berth.provider.poll.age", () -> ageSeconds(account))
                .description("Age of the newest complete list of machines")
                .baseUnit("seconds")
                .tag("provider", account.kind().name().toLowerCase(Locale.ROOT))
                .tag("account", account.name())
                .register(meters);
        return clock.instant();
    }

    /** Counted from the first question while there has been no answer; 0 once no Instance lives in the account any more. */
    private double ageSeconds(Account account) {
        var since = firstAsked.getOrDefault(account, clock.instant());
        var snapshot = snapshots.get(account);
        return Duration.between(snapshot == null ? since : snapshot.at(), clock.instant())
                        .toMillis()
                / 1000.0;
    }

    private static Thread thread(Runnable work) {
        return Thread.ofPlatform().name("machine-poller").daemon().unstarted(work);
    }
}
