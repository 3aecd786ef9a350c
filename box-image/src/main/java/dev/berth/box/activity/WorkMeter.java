package dev.berth.box.activity;

import dev.berth.box.host.ProcStat;
import dev.berth.box.host.ProcessTable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * CPU time that the programs of each owner (a session, or the orphans of user claude) used in the last minute. Pure: it is fed samples.
 *
 * <p>DESIGN. A process's own time moves to its parent when it is reaped, and the whole of it moves with it when it is adopted. So what
 * an owner used between two samples is: the sum over its processes now, less the sum, then, of the processes that are its own now or
 * were its own when they ended.
 */
public final class WorkMeter {

    /** Owner of processes that no session holds: daemons and jobs whose shell has gone. */
    public static final String ORPHANS = "";

    private static final long TICKS_PER_SECOND = 100;
    private static final int CLAUDE = 1000;

    /** One look at the box; {@code owners}: first process of each pane to the session's face. Infrastructure owns nothing. */
    public record Sample(
            long atMillis, List<ProcessTable.Row> processes, Map<Long, String> owners, List<Long> infrastructure) {}

    private record Identity(long pid, long startTicks) {}

    private record Seen(String owner, long ticks) {}

    private record Used(long atMillis, long ticks, String by) {}

    private static final String NOBODY = "\0";

    private final long windowMillis;
    private final long busyTicks;
    private Map<Identity, Seen> before = Map.of();
    private boolean first = true;
    private final Map<String, Deque<Used>> used = new HashMap<>();

    /** Busy is {@code cpu} or more within {@code window}. */
    public WorkMeter(Duration window, Duration cpu) {
        this.windowMillis = window.toMillis();
        this.busyTicks = Math.max(1, cpu.toMillis() * TICKS_PER_SECOND / 1000);
    }

    public void feed(Sample sample) {
        Map<Identity, Seen> now = seen(sample);
        if (!first) {
            account(sample, now);
        }
        first = false;
        before = now;
        used.values().forEach(entries -> expire(entries, sample.atMillis()));
        used.values().removeIf(Deque::isEmpty);
    }

    /** Whether this owner used enough in the window before {@code now}. */
    public boolean busy(String owner, long now) {
        Deque<Used> entries = used.getOrDefault(owner, new ArrayDeque<>());
        expire(entries, now);
        return entries.stream().mapToLong(Used::ticks).sum() >= busyTicks;
    }

    /** Name of the program that used most of it; empty if nothing did. */
    public String what(String owner) {
        var byName = new HashMap<String, Long>();
        used.getOrDefault(owner, new ArrayDeque<>())
                .forEach(entry -> byName.merge(entry.by(), entry.ticks(), Long::sum));
        return byName.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private void account(Sample sample, Map<Identity, Seen> now) {
        var spent = new HashMap<String, Long>();
        var most = new HashMap<String, Used>();
        var names = new HashMap<Long, String>();
        sample.processes().forEach(row -> names.put(row.stat().pid(), row.stat().name()));
        now.forEach((identity, seen) -> {
            Seen then = before.get(identity);
            long delta = seen.ticks() - (then == null ? 0 : then.ticks());
            spent.merge(seen.owner(), delta, Long::sum);
            var candidate = new Used(sample.atMillis(), delta, names.getOrDefault(identity.pid(), ""));
            most.merge(seen.owner(), candidate, (one, other) -> one.ticks() >= other.ticks() ? one : other);
        });
        before.forEach((identity, seen) -> {
            if (!now.containsKey(identity)) {
                spent.merge(seen.owner(), -seen.ticks(), Long::sum);
            }
        });
        spent.forEach((owner, ticks) -> {
            if (ticks > 0 && !owner.equals(NOBODY)) {
                String by = most.containsKey(owner) ? most.get(owner).by() : "";
                used.computeIfAbsent(owner, key -> new ArrayDeque<>()).add(new Used(sample.atMillis(), ticks, by));
            }
        });
    }

    private static Map<Identity, Seen> seen(Sample sample) {
        var byPid = new HashMap<Long, ProcessTable.Row>();
        sample.processes().forEach(row -> byPid.put(row.stat().pid(), row));
        var seen = new HashMap<Identity, Seen>();
        for (var row : sample.processes()) {
            ProcStat stat = row.stat();
            seen.put(new Identity(stat.pid(), stat.startTicks()), new Seen(owner(row, byPid, sample), stat.cpuTicks()));
        }
        return seen;
    }

    private static String owner(ProcessTable.Row row, Map<Long, ProcessTable.Row> byPid, Sample sample) {
        ProcessTable.Row at = row;
        // The depth bounds the walk: a pid reused within one reading of /proc could make a circle.
        for (int depth = 0; depth < 128 && at != null; depth++) {
            String owner = sample.owners().get(at.stat().pid());
            if (owner != null) {
                return owner;
            }
            if (sample.infrastructure().contains(at.stat().pid())) {
                return NOBODY;
            }
            at = byPid.get(at.stat().parent());
        }
        return row.uid() == CLAUDE ? ORPHANS : NOBODY;
    }

    private void expire(Deque<Used> entries, long now) {
        while (!entries.isEmpty() && now - entries.peekFirst().atMillis() >= windowMillis) {
            entries.removeFirst();
        }
    }
}
