package dev.berth.e2e.browser;

import dev.berth.e2e.live.EngineEvents.Happened;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** How near the keys came to their {@code quiesce}, in which order, and which of these sleeps the engine has seen. */
final class EdgeReport {

    private static final int BUCKET_MILLIS = 5;

    private final List<EdgePress> all;
    private final List<EdgePress> near;
    private final Map<String, NavigableSet<Instant>> pauses;

    EdgeReport(List<EdgePress> presses, List<Happened> events) {
        this.all =
                presses.stream().sorted(Comparator.comparing(EdgePress::sent)).toList();
        this.near = all.stream().filter(EdgePress::near).toList();
        this.pauses = events.stream()
                .filter(event -> event.action().equals("pause"))
                .collect(Collectors.groupingBy(
                        Happened::machine, Collectors.mapping(Happened::at, Collectors.toCollection(TreeSet::new))));
    }

    long count(Predicate<EdgePress> which) {
        return near.stream().filter(which).count();
    }

    static boolean keyFirst(EdgePress press) {
        return press.millis() < 0;
    }

    static boolean quiesceFirst(EdgePress press) {
        return press.millis() > 0;
    }

    /** Whether the engine paused the machine on this consent of its box. */
    boolean slept(EdgePress press) {
        var next = all.stream()
                .filter(other ->
                        other.machine().equals(press.machine()) && other.sent().isAfter(press.sent()))
                .map(EdgePress::sent)
                .findFirst()
                .orElse(Instant.MAX);
        var pause = pauses.getOrDefault(press.machine(), new TreeSet<>()).higher(press.sent());
        return pause != null
                && pause.isBefore(next)
                && pause.isBefore(press.sent().plus(Duration.ofSeconds(30)));
    }

    void print() {
        System.out.printf(
                "%d keys within %d ms of quiesce, %d of them of computers that went idle by themselves; %d more missed it%n",
                near.size(), EdgePress.NEAR.toMillis(), count(press -> !press.asked()), all.size() - near.size());
        var distances =
                near.stream().map(press -> Math.abs(press.millis())).sorted().toList();
        System.out.printf(
                "distance: nearest %d ms, median %d ms; the boxes answered within %d ms (median)%n",
                distances.getFirst(),
                distances.get(distances.size() / 2),
                near.stream()
                        .map(press ->
                                Duration.between(press.sent(), press.answered()).toMillis())
                        .sorted()
                        .skip(near.size() / 2)
                        .findFirst()
                        .orElseThrow());
        System.out.printf(
                "key first: %d, of which slept %d; quiesce first: %d, of which slept %d, and %d came back by the key alone%n",
                count(EdgeReport::keyFirst),
                count(press -> keyFirst(press) && slept(press)),
                count(EdgeReport::quiesceFirst),
                count(press -> quiesceFirst(press) && slept(press)),
                count(press -> quiesceFirst(press) && press.byItself()));
        var buckets = near.stream()
                .collect(Collectors.groupingBy(
                        press -> Math.floorDiv(press.millis(), BUCKET_MILLIS) * BUCKET_MILLIS, Collectors.counting()));
        for (long from = -EdgePress.NEAR.toMillis(); from <= EdgePress.NEAR.toMillis(); from += BUCKET_MILLIS) {
            long keys = buckets.getOrDefault(from, 0L);
            System.out.printf("%4d ms %3d %s%n", from, keys, "#".repeat((int) keys));
        }
    }
}
