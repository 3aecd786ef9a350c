package dev.berth.proxy.relay.boot;

import dev.berth.crd.Progress;
import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.MachineView.Machine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How long steps usually take, from what this proxy has watched since its start: the median of the last 20 of one step in one class and
 * region, from 5 on. Thread-safe.
 */
public final class StepTimes {

    private static final int LAST = 20;
    private static final int FROM = 5;
    private static final int SEEN = 4096;

    private record Kind(String className, String region, String step) {}

    private final Map<Kind, Deque<Long>> millis = new HashMap<>();
    private final Set<String> seen = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > SEEN;
        }
    });

    /** Counts the finished steps of a computer, each once. */
    public synchronized void observe(ComputerView computer) {
        if (!(computer.machine() instanceof Machine machine)) {
            return;
        }
        for (Progress step : machine.progress()) {
            Long took = step.millis();
            if (took != null && seen.add(machine.uid() + "/" + step.step() + "/" + step.at())) {
                Deque<Long> times = millis.computeIfAbsent(
                        new Kind(computer.computerClass().name(), machine.region(), step.step()),
                        k -> new ArrayDeque<>());
                times.addLast(took);
                if (times.size() > LAST) {
                    times.removeFirst();
                }
            }
        }
    }

    /** The median, if enough runs were watched. */
    public synchronized Optional<Duration> usual(String className, String region, String step) {
        Deque<Long> times = millis.get(new Kind(className, region, step));
        if (times == null || times.size() < FROM) {
            return Optional.empty();
        }
        long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        return Optional.of(Duration.ofMillis(sorted[sorted.length / 2]));
    }
}
