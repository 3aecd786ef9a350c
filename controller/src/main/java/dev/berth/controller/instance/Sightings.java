package dev.berth.controller.instance;

import dev.berth.controller.provider.Machine;
import dev.berth.controller.provider.Observation;
import dev.berth.crd.Progress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What this process alone has seen of each Instance: nothing that a decision rests on, since a new leader starts with an empty book.
 */
final class Sightings {

    private static final class Sighting {
        @Nullable
        Machine machine;

        @Nullable
        Instant unknownSince;

        @Nullable
        String retryMark;

        boolean retryMarkRead;

        @Nullable
        Memory memory;

        final List<Progress> progress = new ArrayList<>();
    }

    private final Map<String, Sighting> byUid = new ConcurrentHashMap<>();

    void saw(String uid, Observation observed, Instant now) {
        var sighting = of(uid);
        switch (observed) {
            case Observation.Present present -> {
                sighting.machine = present.machine();
                sighting.unknownSince = null;
            }
            case Observation.Gone _ -> {
                sighting.machine = null;
                sighting.unknownSince = null;
            }
            case Observation.Unknown _ -> {
                if (sighting.unknownSince == null) sighting.unknownSince = now;
            }
        }
    }

    @Nullable
    Instant unknownSince(String uid) {
        return of(uid).unknownSince;
    }

    Optional<Machine> lastMachine(String uid) {
        return Optional.ofNullable(of(uid).machine);
    }

    /** Whether {@code berth.dev/retry-at} holds another value than when this process read it last. */
    boolean retryAsked(String uid, @Nullable String mark) {
        var sighting = of(uid);
        boolean asked = sighting.retryMarkRead && mark != null && !mark.equals(sighting.retryMark);
        sighting.retryMark = mark;
        sighting.retryMarkRead = true;
        return asked;
    }

    /** Times in etcd have whole seconds; those that this process decided itself are known to the millisecond. */
    Memory precise(String uid, Memory stored) {
        var known = of(uid).memory;
        if (known == null || known.phase() != stored.phase()) return stored;
        return known.since().truncatedTo(ChronoUnit.SECONDS).equals(stored.since())
                ? new Memory(
                        stored.phase(),
                        known.since(),
                        stored.deadline(),
                        stored.next(),
                        stored.attempt(),
                        stored.launch(),
                        stored.known(),
                        stored.trouble())
                : stored;
    }

    void remember(String uid, Memory memory) {
        of(uid).memory = memory;
    }

    /** Lines that wait for the next write. */
    void progress(String uid, List<Progress> lines) {
        of(uid).progress.addAll(lines);
    }

    List<Progress> takeProgress(String uid) {
        var sighting = of(uid);
        var lines = List.copyOf(sighting.progress);
        sighting.progress.clear();
        return lines;
    }

    void forget(String uid) {
        byUid.remove(uid);
    }

    private Sighting of(String uid) {
        return byUid.computeIfAbsent(uid, _ -> new Sighting());
    }
}
