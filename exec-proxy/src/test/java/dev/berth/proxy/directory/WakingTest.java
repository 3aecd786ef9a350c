package dev.berth.proxy.directory;

import static dev.berth.proxy.directory.Computers.computer;
import static dev.berth.proxy.directory.Computers.demanded;
import static dev.berth.proxy.directory.Computers.face;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.crd.ConditionStatus;
import dev.berth.crd.DemandWant;
import dev.berth.crd.InstancePhase;
import dev.berth.crd.WakeReason;
import dev.berth.crd.WantedPower;
import dev.berth.proxy.directory.FaceView.DemandView;
import dev.berth.proxy.directory.ModelCluster.Fault;
import dev.berth.proxy.directory.WakeRule.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Who wakes a computer, and how often that is written down (resources.md 4.3). */
final class WakingTest {

    private static final Instant NOW = Computers.NOW;
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(1));
    private static final WakeRule.Visit NAVIGATION = new WakeRule.Visit(true, WakeReason.NAVIGATION, false);

    private static String judged(ComputerView computer, WakeRule.Visit visit, FaceView... faces) {
        return switch (WakeRule.judge(computer, List.of(faces), visit, NOW)) {
            case Verdict.Write(var at) -> "write " + Duration.between(NOW, at).toSeconds();
            case Verdict.Answer(WakeAnswer.Held(var reason)) -> "held " + reason;
            case Verdict.Answer(var answer) -> answer.getClass().getSimpleName();
        };
    }

    private static FaceView old(ComputerView computer, DemandView demand) {
        return demanded(face(computer, 1), demand, LONG_AGO);
    }

    @Test
    void everyRowOfTheTable() {
        var asleep = computer("a").asleep().view();
        var none = old(asleep, DemandView.NONE);
        assertEquals("write 0", judged(asleep, NAVIGATION, none), "a visit to an old face of a sleeping computer");
        assertEquals(
                "write 0", judged(asleep, new WakeRule.Visit(true, WakeReason.KEY_PRESS, false), none), "a key press");
        assertEquals(
                "write 0", judged(asleep, new WakeRule.Visit(true, WakeReason.BUTTON, false), none), "the wake button");
        assertEquals(
                "NotByThis",
                judged(asleep, new WakeRule.Visit(false, WakeReason.KEY_PRESS, false), none),
                "a viewer's key");
        assertEquals(
                "NotByThis",
                judged(asleep, new WakeRule.Visit(true, WakeReason.PREVIEW, false), none),
                "a preview, which the class does not name");
        assertEquals("held PAUSED", judged(computer("a").asleep().paused().view(), NAVIGATION, none), "paused");
        assertEquals(
                "held DELETING",
                judged(computer("a").asleep().beingDeleted().view(), NAVIGATION, none),
                "being deleted");
        assertEquals(
                "held MAINTENANCE",
                judged(computer("a").asleep().inMaintenance().view(), NAVIGATION, none),
                "maintenance");
        assertEquals(
                "held NOT_ACCEPTED",
                judged(computer("a").refusedByItsClass().view(), NAVIGATION, none),
                "refused by its class");
        assertEquals(
                "held SUSPENDED_BY_OWNER",
                judged(computer("a").asleep().keptAsleep().view(), NAVIGATION, none),
                "kept asleep");
        assertEquals(
                "held QUOTA_SPENT",
                judged(
                        computer("a")
                                .asleep()
                                .condition("WithinQuota", ConditionStatus.FALSE, "Spent")
                                .view(),
                        NAVIGATION,
                        none),
                "quota spent");
        assertEquals("AlreadyWanted", judged(computer("a").awake().view(), NAVIGATION, none), "wanted running already");
        assertEquals(
                "write 0",
                judged(computer("a").awake().view(), new WakeRule.Visit(true, WakeReason.KEY_PRESS, true), none),
                "but its box has just refused");
        assertEquals(
                "write 0",
                judged(
                        computer("a")
                                .wanted(WantedPower.RUNNING)
                                .machine(InstancePhase.FAILED)
                                .view(),
                        NAVIGATION,
                        none),
                "or it is in a back-off");
        assertEquals(
                "AlreadyWanted", judged(asleep, NAVIGATION, old(asleep, awake(NOW.minusSeconds(60)))), "a live demand");
        assertEquals("AlreadyWanted", judged(asleep, NAVIGATION, face(asleep, 2)), "a face made just now is demand");
        assertEquals(
                "write 0",
                judged(asleep, NAVIGATION, old(asleep, awake(NOW.minus(Duration.ofMinutes(31))))),
                "an expired demand");
        assertEquals(
                "write 0",
                judged(asleep, NAVIGATION, old(asleep, new DemandView(DemandWant.ASLEEP, NOW.minusSeconds(60)))),
                "put to sleep since");
        assertEquals(
                "write 6",
                judged(asleep, NAVIGATION, old(asleep, new DemandView(DemandWant.ASLEEP, NOW.plusSeconds(5)))),
                "by a clock that is ahead");
        var failed = computer("a").machine(InstancePhase.FAILED).view();
        assertEquals(
                "AlreadyWanted",
                judged(failed, NAVIGATION, old(failed, awake(NOW.minusSeconds(20)))),
                "a demand of this back-off");
        assertEquals(
                "write 0",
                judged(failed, NAVIGATION, old(failed, awake(NOW.minusSeconds(40)))),
                "half a minute later it is worth another");
    }

    @Test
    void whoeverSentItToSleepMayHaveClosedTheFaceSince() {
        var sent = computer("a").asleep().lastAsked(DemandWant.ASLEEP, NOW.minusSeconds(60));
        var before = demanded(face(sent.view(), 1), DemandView.NONE, NOW.minusSeconds(120));
        assertEquals("write 0", judged(sent.view(), NAVIGATION, before), "a face of before is no live demand");
        var since = demanded(face(sent.view(), 2), DemandView.NONE, NOW.minusSeconds(30));
        assertEquals("AlreadyWanted", judged(sent.view(), NAVIGATION, before, since), "one made since is");
        var ahead = computer("a").asleep().lastAsked(DemandWant.ASLEEP, NOW.plusSeconds(5));
        assertEquals("write 6", judged(ahead.view(), NAVIGATION, before), "by a clock that is ahead");
    }

    private static DemandView awake(Instant at) {
        return new DemandView(DemandWant.AWAKE, at);
    }

    @Test
    void fiveHundredVisitorsOverThreeReplicasMakeOneWrite() throws Exception {
        assertEquals(1, writes(Fault.NONE));
    }

    @Test
    void withoutOptimisticLockingTheTestWouldNotice() throws Exception {
        // Sequential replicas with caches that never catch up: only the resourceVersion tells them that somebody was
        // faster.
        assertTrue(writes(Fault.IGNORES_REVISIONS) > 1);
    }

    private static int writes(Fault fault) throws InterruptedException, ExecutionException {
        var asleep = computer("hello").asleep().view();
        var cluster = new ModelCluster(asleep, fault);
        cluster.create(new FaceDraft(asleep.key(), asleep.incarnation(), "main", 1, "dev:me"));
        var stale = demanded(cluster.all().getFirst(), DemandView.NONE, LONG_AGO);
        var clock = Clock.fixed(NOW.plus(Duration.ofHours(2)), ZoneOffset.UTC);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var replicas = new ArrayList<DemandWriter>();
            for (int i = 0; i < 3; i++) {
                replicas.add(new DemandWriter(new FixedDirectory().with(asleep, stale), cluster, clock, executor));
            }
            var visit = new DemandWriter.Visit(asleep.key(), "main", 1, true, WakeReason.NAVIGATION);
            var answers = new ArrayList<Future<WakeAnswer>>();
            for (int i = 0; i < 500; i++)
                answers.add(replicas.get(i % 3).wake(visit).toCompletableFuture());
            for (var answer : answers) {
                var got = answer.get();
                assertTrue(got instanceof WakeAnswer.Asked || got instanceof WakeAnswer.AlreadyWanted, got.toString());
            }
        }
        return cluster.demandWrites;
    }

    @Test
    void aBoxThatRefusesIsWokenOnceThoughTheCacheSaysItRuns() throws Exception {
        var awake = computer("hello").awake().view();
        var cluster = new ModelCluster(awake, Fault.NONE);
        cluster.create(new FaceDraft(awake.key(), awake.incarnation(), "main", 1, "dev:me"));
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var writer = new DemandWriter(
                    new FixedDirectory().with(awake, cluster.all().getFirst()),
                    cluster,
                    Clock.fixed(NOW, ZoneOffset.UTC),
                    executor);
            var key = new DemandWriter.Visit(awake.key(), "main", 1, true, WakeReason.KEY_PRESS);
            assertInstanceOf(
                    WakeAnswer.AlreadyWanted.class,
                    writer.wake(key).toCompletableFuture().get());
            writer.boxRefused(awake.key());
            assertInstanceOf(
                    WakeAnswer.Asked.class,
                    writer.wake(key).toCompletableFuture().get());
            assertInstanceOf(
                    WakeAnswer.AlreadyWanted.class,
                    writer.wake(key).toCompletableFuture().get());
        }
        assertEquals(1, cluster.demandWrites);
    }
}
