package dev.berth.proxy.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.proxy.directory.Landing.Step;
import dev.berth.proxy.directory.ModelCluster.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Landings of several replicas, one call at a time in seeded order, over one API server in memory: the limit is exact and no number is given twice (resources.md 4.2). Each replica's watch
 * lags as far as the seed likes, and a controller closes faces in between.
 */
final class LandingWalkTest {

    private static final int WALKS = 1500;

    /** One replica: a lane, a queue behind its lock, and a watch that may be behind. */
    private static final class Replica {
        private Lane lane = new Lane();
        private long watched = 100;
        private long watchedClosed;
        private final Deque<Integer> queue = new ArrayDeque<>();
        private Landing landing;
        private Step step;

        Replica(ComputerView computer, int max) {
            landing = new Landing(lane, computer.incarnation(), max);
            step = new Step.Relist();
        }

        boolean busy;
    }

    private static final class Walk {
        private final Random random;
        private final ModelCluster cluster;
        private final List<Replica> replicas = new ArrayList<>();
        private final int max;
        private Instant now = Computers.NOW;
        final List<FaceView> landed = new ArrayList<>();
        int full;
        int busy;
        final Set<Long> numbers = new HashSet<>();
        String violation = "";
        private final Set<String> answeredOpen = new HashSet<>();

        Walk(long seed, Fault fault, int count, int max) {
            random = new Random(seed);
            cluster = new ModelCluster(Computers.computer("hello").awake().view(), fault);
            this.max = max;
            for (int i = 0; i < count; i++) replicas.add(new Replica(cluster.computer, max));
        }

        void arrive(int visitors) {
            for (int i = 0; i < visitors; i++)
                replicas.get(random.nextInt(replicas.size())).queue.add(i);
        }

        /** Runs until nobody waits; {@code churn}: faces close and restart happen meanwhile. */
        void run(boolean churn) {
            for (int steps = 0; steps < 20_000; steps++) {
                now = now.plusMillis(random.nextInt(20));
                var waiting = replicas.stream()
                        .filter(r -> r.busy || !r.queue.isEmpty())
                        .toList();
                if (waiting.isEmpty()) return;
                for (var replica : replicas) {
                    if (random.nextInt(4) == 0)
                        replica.watched = Math.max(replica.watched, cluster.revision() - random.nextInt(4));
                    if (random.nextInt(4) == 0) replica.watchedClosed = cluster.highestClosed();
                }
                if (churn && random.nextInt(3) == 0) churn();
                advance(waiting.get(random.nextInt(waiting.size())));
                check();
            }
            violation = "landings never ended";
        }

        private void churn() {
            var all = cluster.all();
            if (all.isEmpty()) return;
            var face = all.get(random.nextInt(all.size()));
            if (face.closing()) {
                cluster.finish(face.number());
            } else if (answeredOpen.contains(face.incarnation())) {
                answeredOpen.remove(face.incarnation());
                cluster.delete(face);
            }
            if (random.nextInt(40) == 0) {
                // A replica restarts with empty memory, its watch anywhere.
                var replica = replicas.get(random.nextInt(replicas.size()));
                if (!replica.busy) replica.lane = new Lane();
            }
        }

        private void advance(Replica replica) {
            if (!replica.busy) {
                replica.queue.remove();
                replica.busy = true;
                replica.landing = new Landing(replica.lane, cluster.computer.incarnation(), max);
                replica.step = replica.landing.start(cache(replica), now);
                return;
            }
            var key = cluster.computer.key();
            replica.step = switch (replica.step) {
                case Step.Relist() -> replica.landing.listed(cluster.list(key, "main"), cache(replica), now);
                case Step.Post(long n) ->
                    switch (cluster.create(new FaceDraft(key, cluster.computer.incarnation(), "main", n, "dev:me"))) {
                        case Cluster.Created.Taken() -> replica.landing.taken();
                        case Cluster.Created.Made(var face) -> replica.landing.created(face, now);
                    };
                case Step.Check(var face) ->
                    replica.landing.checked(
                            face, cluster.numbers(key, "main").orElseThrow().highestClosedFace());
                case Step.GiveBack back -> {
                    cluster.giveBack(back.face());
                    yield replica.landing.givenBack(back);
                }
                case Step.Done done -> done;
            };
            if (replica.step instanceof Step.Done(var answer)) {
                replica.busy = false;
                count(answer);
            }
        }

        private void count(LandAnswer answer) {
            switch (answer) {
                case LandAnswer.Landed(var face) -> {
                    landed.add(face);
                    answeredOpen.add(face.incarnation());
                    if (!numbers.add(face.number())) violation = "number " + face.number() + " was given twice";
                }
                case LandAnswer.Full(var open, int limit) -> {
                    full++;
                    if (cluster.mostOpen < limit) violation = "429 though there was always room";
                }

                case LandAnswer.NoComputer() -> violation = "the computer was there";
                case LandAnswer.Busy(var why) -> busy++;
            }
        }

        private void check() {
            long open = cluster.open().stream()
                    .filter(f -> answeredOpen.contains(f.incarnation()))
                    .count();
            if (open > max) violation = open + " answered faces are open, the limit is " + max;
        }

        private Lane.Cache cache(Replica replica) {
            return new Lane.Cache(cluster.at(replica.watched), replica.watched, replica.watchedClosed);
        }
    }

    @Test
    void tenAtOnceOverSomeReplicasGetExactlyTwoFaces() {
        for (long seed = 0; seed < WALKS; seed++) {
            var walk = new Walk(seed, Fault.NONE, 2 + (int) (seed % 7), 2);
            walk.arrive(10);
            walk.run(false);
            assertEquals("", walk.violation, "seed " + seed);
            assertEquals(2, walk.landed.size(), "faces with seed " + seed);
            assertEquals(8, walk.full, "429s with seed " + seed);
            assertEquals(Set.of(1L, 2L), walk.numbers, "seed " + seed);
        }
    }

    @Test
    void noNumberIsGivenTwiceUnderChurn() {
        int given = 0;
        for (long seed = 0; seed < WALKS; seed++) {
            var walk = churned(seed, Fault.NONE);
            assertEquals("", walk.violation, "seed " + seed);
            given += walk.landed.size();
        }
        assertTrue(given > WALKS * 5, given + " faces given");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "FORGETS_CLOSED_NUMBERS",
                "CREATES_TWICE",
                "LISTS_STALE",
                "READS_STALE_NUMBERS",
                "KEEPS_WHAT_IS_GIVEN_BACK"
            })
    void aPlantedFaultIsFound(Fault fault) {
        assertFalse(sound(fault), fault + " went unnoticed in " + WALKS + " walks");
    }

    private static boolean sound(Fault fault) {
        for (long seed = 0; seed < WALKS; seed++) {
            var walk = churned(seed, fault);
            // A face given back and kept would fill the computer with faces nobody was sent to.
            boolean leaks = walk.cluster.open().stream().anyMatch(f -> walk.landed.stream()
                    .noneMatch(l -> l.incarnation().equals(f.incarnation())));
            if (!walk.violation.isEmpty() || leaks || walk.busy > 0) return false;
            var landing = new Walk(seed, fault, 2 + (int) (seed % 7), 2);
            landing.arrive(10);
            landing.run(false);
            if (!landing.violation.isEmpty() || landing.landed.size() != 2 || landing.full != 8) return false;
        }
        return true;
    }

    private static Walk churned(long seed, Fault fault) {
        var walk = new Walk(seed, fault, 2 + (int) (seed % 7), 3);
        for (int wave = 0; wave < 6; wave++) {
            walk.arrive(6);
            walk.run(true);
            walk.now = walk.now.plus(Duration.ofSeconds(1));
        }
        return walk;
    }
}
