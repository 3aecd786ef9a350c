package dev.berth.proxy.directory;

import dev.berth.proxy.directory.Landing.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

/** Makes the next face of an agent (resources.md 4.2). In this replica landings of one agent queue behind one lock; {@link Landing} decides, this class calls. */
public final class FaceAllocator {

    private static final Duration IDLE = Duration.ofMinutes(10);

    private final Directory directory;
    private final Cluster cluster;
    private final FaceCache cache;
    private final Clock clock;
    private final Executor executor;
    private final ConcurrentHashMap<AgentKey, Queue> queues = new ConcurrentHashMap<>();

    private record AgentKey(ComputerKey computer, String agent) {}

    /** The Faces of every incarnation as the watch has them, and how new that is. */
    interface FaceCache {
        Lane.Cache of(ComputerKey computer, String agent);
    }

    private static final class Queue {
        private final ReentrantLock lock = new ReentrantLock(true);
        private final Lane lane = new Lane();
        private Instant usedAt = Instant.MIN;
        private boolean dropped;
    }

    /** @param executor runs the calls; they block */
    public FaceAllocator(Shelves shelves, Cluster cluster, Clock clock, Executor executor) {
        this(shelves, cluster, shelves::laneCache, clock, executor);
    }

    FaceAllocator(Directory directory, Cluster cluster, FaceCache cache, Clock clock, Executor executor) {
        this.directory = directory;
        this.cluster = cluster;
        this.cache = cache;
        this.clock = clock;
        this.executor = executor;
    }

    /** Lands a visitor, who may create faces, on a new face. Never completes exceptionally. */
    public CompletionStage<LandAnswer> land(ComputerKey computer, String agent, String createdBy) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return landNow(computer, agent, createdBy);
                    } catch (RuntimeException failed) {
                        return new LandAnswer.Busy(String.valueOf(failed.getMessage()));
                    }
                },
                executor);
    }

    private LandAnswer landNow(ComputerKey key, String agent, String createdBy) {
        var computer = directory.computer(key);
        var place = computer.flatMap(c -> c.agent(agent));
        if (computer.isEmpty() || place.isEmpty()) return new LandAnswer.NoComputer();
        var incarnation = computer.get().incarnation();
        while (true) {
            if (queues.size() > 1000) drop();
            var queue = queues.computeIfAbsent(new AgentKey(key, agent), k -> new Queue());
            queue.lock.lock();
            try {
                if (queue.dropped) continue;
                queue.usedAt = clock.instant();
                return walk(
                        new Landing(queue.lane, incarnation, place.get().maxFaces()),
                        new FaceDraft(key, incarnation, agent, 0, createdBy));
            } finally {
                queue.lock.unlock();
            }
        }
    }

    private LandAnswer walk(Landing landing, FaceDraft draft) {
        var key = draft.computer();
        var step = landing.start(cache.of(key, draft.agent()), clock.instant());
        while (true) {
            step = switch (step) {
                case Step.Relist() -> {
                    var fresh = cluster.list(key, draft.agent());
                    yield landing.listed(fresh, cache.of(key, draft.agent()), clock.instant());
                }
                case Step.Post(var number) ->
                    switch (cluster.create(draft.numbered(number))) {
                        case Cluster.Created.Taken() -> landing.taken();
                        case Cluster.Created.Made(var face) -> landing.created(face, clock.instant());
                    };
                case Step.Check(var face) -> {
                    var numbers = cluster.numbers(key, draft.agent());
                    yield numbers.isPresent() && numbers.get().incarnation().equals(draft.incarnation())
                            ? landing.checked(face, numbers.get().highestClosedFace())
                            : landing.orphaned(face);
                }
                case Step.GiveBack back -> {
                    cluster.delete(back.face());
                    yield landing.givenBack(back);
                }
                case Step.Done(var answer) -> {
                    yield new Step.Done(answer);
                }
            };
            if (step instanceof Step.Done(var answer)) return answer;
        }
    }

    // What a lane knows beyond the watch is over after a minute, so an idle one can go.
    private void drop() {
        var before = clock.instant().minus(IDLE);
        queues.entrySet().removeIf(entry -> {
            var queue = entry.getValue();
            if (!queue.lock.tryLock()) return false;
            try {
                queue.dropped = queue.usedAt.isBefore(before);
                return queue.dropped;
            } finally {
                queue.lock.unlock();
            }
        });
    }
}
