package dev.berth.proxy.directory;

import dev.berth.crd.DemandWant;
import dev.berth.crd.WakeReason;
import dev.berth.proxy.directory.WakeRule.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code Face.status.demand} (resources.md 4.3): at most one flight per computer, and nothing while a demand lives. Five hundred visitors to one face make
 * one write, whatever their number of replicas; the answer of the others is {@link WakeAnswer.AlreadyWanted} or that of the flight they joined.
 */
public final class DemandWriter {

    private static final Duration REFUSAL_COUNTS = Duration.ofSeconds(10);
    private static final int TRIES = 8;

    private final Directory directory;
    private final Cluster cluster;
    private final Clock clock;
    private final Executor executor;
    private final ConcurrentHashMap<ComputerKey, CompletableFuture<WakeAnswer>> flights = new ConcurrentHashMap<>();
    /** Own writes that the watch may not have brought back yet, and refusals of boxes. */
    private final ConcurrentHashMap<ComputerKey, Recent> recents = new ConcurrentHashMap<>();

    private record Recent(@Nullable FaceView written, Instant writtenAt, Instant refusedAt) {
        static final Recent NOTHING = new Recent(null, Instant.MIN, Instant.MIN);

        boolean refused(Instant now) {
            return refusedAt.isAfter(writtenAt)
                    && refusedAt.plus(REFUSAL_COUNTS).isAfter(now);
        }

        boolean over(Instant now) {
            var newest = refusedAt.isAfter(writtenAt) ? refusedAt : writtenAt;
            return newest.plusSeconds(60).isBefore(now);
        }
    }

    /** A face that somebody visits; {@code mayWake} is what {@code access.Roles} says of them on this face. */
    public record Visit(ComputerKey computer, String agent, long number, boolean mayWake, WakeReason reason) {}

    /** @param executor runs the calls; they block */
    public DemandWriter(Directory directory, Cluster cluster, Clock clock, Executor executor) {
        this.directory = directory;
        this.cluster = cluster;
        this.clock = clock;
        this.executor = executor;
    }

    /** Notes that a box said 4101 or 423, or is silent: for 10 s a visit is written though the cache says that the computer runs. */
    public void boxRefused(ComputerKey computer) {
        var now = clock.instant();
        recents.entrySet().removeIf(e -> e.getValue().over(now));
        recents.compute(computer, (k, r) -> {
            var old = r == null ? Recent.NOTHING : r;
            return new Recent(old.written(), old.writtenAt(), now);
        });
    }

    /** Asks for the computer to be awake. Never completes exceptionally. */
    public CompletionStage<WakeAnswer> wake(Visit visit) {
        if (judge(visit, List.of()) instanceof Verdict.Answer(var answer)) {
            return CompletableFuture.completedFuture(answer);
        }
        return fly(visit, DemandWant.AWAKE);
    }

    /** "Sleep now", for owners. Never completes exceptionally. */
    public CompletionStage<WakeAnswer> sleep(Visit visit) {
        if (!visit.mayWake()) {
            return CompletableFuture.completedFuture(new WakeAnswer.NotByThis(false, java.util.Set.of()));
        }
        return fly(visit, DemandWant.ASLEEP);
    }

    private CompletionStage<WakeAnswer> fly(Visit visit, DemandWant want) {
        var flight = new CompletableFuture<WakeAnswer>();
        var other = flights.putIfAbsent(visit.computer(), flight);
        if (other != null) {
            // The flight may have been for another face, or for sleep: look again, with its write in mind.
            return other.thenCompose(answered -> {
                if (answered instanceof WakeAnswer.Unavailable) return CompletableFuture.completedFuture(answered);
                return want == DemandWant.AWAKE ? wake(visit) : fly(visit, want);
            });
        }
        executor.execute(() -> {
            WakeAnswer answer;
            try {
                answer = write(visit, want);
            } catch (RuntimeException unexpected) {
                answer = new WakeAnswer.Unavailable(String.valueOf(unexpected.getMessage()));
            }
            flights.remove(visit.computer(), flight);
            flight.complete(answer);
        });
        return flight;
    }

    private WakeAnswer write(Visit visit, DemandWant want) {
        var fresh = directory
                .face(visit.computer(), visit.agent(), visit.number())
                .or(() -> cluster.face(visit.computer(), visit.agent(), visit.number()));
        for (int tries = 0; tries < TRIES; tries++) {
            if (fresh.isEmpty() || !fresh.get().open()) return new WakeAnswer.NoFace();
            var face = fresh.get();
            Instant at;
            if (want == DemandWant.ASLEEP) {
                at = WakeRule.nextAt(kept(visit.computer()), known(visit.computer(), List.of(face)), clock.instant());
            } else {
                switch (judge(visit, List.of(face))) {
                    case Verdict.Answer(var answer) -> {
                        return answer;
                    }
                    case Verdict.Write(var when) -> at = when;
                }
            }
            switch (cluster.demand(face, want, at, visit.reason())) {
                case Cluster.Applied.Written(var written) -> {
                    remember(visit.computer(), written);
                    return new WakeAnswer.Asked(at);
                }
                case Cluster.Applied.Gone() -> {
                    return new WakeAnswer.NoFace();
                }
                case Cluster.Applied.Changed() -> fresh = cluster.face(visit.computer(), visit.agent(), visit.number());
            }
        }
        return new WakeAnswer.Unavailable("the face changed " + TRIES + " times while its demand was written");
    }

    private Verdict judge(Visit visit, List<FaceView> newer) {
        var computer = directory.computer(visit.computer());
        if (computer.isEmpty()) return new Verdict.Answer(new WakeAnswer.NoFace());
        var now = clock.instant();
        var recent = recents.getOrDefault(visit.computer(), Recent.NOTHING);
        return WakeRule.judge(
                computer.get(),
                known(visit.computer(), newer),
                new WakeRule.Visit(visit.mayWake(), visit.reason(), recent.refused(now)),
                now);
    }

    private FaceView.DemandView kept(ComputerKey computer) {
        return directory.computer(computer).map(ComputerView::demand).orElse(FaceView.DemandView.NONE);
    }

    private List<FaceView> known(ComputerKey computer, List<FaceView> newer) {
        var faces = new ArrayList<>(directory.faces(computer));
        faces.addAll(newer);
        var written = recents.getOrDefault(computer, Recent.NOTHING).written();
        if (written != null) faces.add(written);
        return faces;
    }

    private void remember(ComputerKey computer, FaceView written) {
        var now = clock.instant();
        recents.compute(computer, (k, r) -> {
            var old = r == null ? Recent.NOTHING : r;
            return new Recent(written, now, old.refusedAt());
        });
    }
}
