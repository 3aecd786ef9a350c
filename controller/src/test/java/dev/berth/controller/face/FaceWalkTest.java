package dev.berth.controller.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.berth.controller.status.Conditions;
import dev.berth.crd.FacePhase;
import dev.berth.crd.FaceStatus;
import dev.berth.ttyd.SessionActivity;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Walks the Faces of one agent through seeded disasters: crashes, caches that lag, two workers at once, take-overs, landings and kubectl against the limit, cold starts, silent boxes. No number
 * is used twice, acceptance never passes the limit, nothing closes under its user, and once all have left every Face goes.
 */
class FaceWalkTest {

    private static final int WALKS = 60;
    private static final int STEPS = 250;

    @Test
    void fifteenThousandStepsKeepNumbersAndLimitAndAlwaysEnd() {
        for (long seed = 1; seed <= WALKS; seed++) {
            var wrong = walk(seed, new Brain());
            if (wrong != null) fail("seed " + seed + ": " + wrong);
        }
        assertTrue(WALKS * STEPS >= 10_000);
    }

    /** Mistakes that could be made. Each must be found by some walk. */
    enum Planted {
        COUNTS_ONLY_THOSE_ACCEPTED,
        LETS_THE_REJECTED_COME_BACK,
        ACCEPTS_WHO_CAME_BEFORE_ITS_AGENT,
        TURNS_AWAY_ON_THE_WORD_OF_A_CACHE,
        GOES_ON_THE_WORD_OF_A_CACHE,
        IGNORES_THE_LIMIT,
        GOES_BEFORE_ITS_NUMBER_IS_STORED,
        TRUSTS_AN_OLD_ANSWER,
        CLOSES_WHAT_IS_ATTACHED,
        KEEPS_THE_REJECTED,
        KEEPS_THE_LOST,
        NEVER_CLOSES
    }

    @ParameterizedTest
    @EnumSource(Planted.class)
    void aPlantedMistakeIsFound(Planted mistake) {
        for (long seed = 1; seed <= WALKS; seed++) if (walk(seed, planted(mistake)) != null) return;
        fail("no walk found " + mistake);
    }

    @Test
    void theSameSeedGivesTheSameWalk() {
        assertEquals(walk(7, planted(Planted.NEVER_CLOSES)), walk(7, planted(Planted.NEVER_CLOSES)));
    }

    private static @Nullable String walk(long seed, Brain brain) {
        var random = new Random(seed);
        var world = new FaceWorld(random, brain);
        for (int step = 0; step < STEPS; step++) {
            for (int many = random.nextInt(4); many >= 0; many--) disaster(random, world);
            world.watch();
            try {
                world.run(any(random, world), any(random, world));
            } catch (FaceWorld.Crash crash) {
                world.takeOver();
            }
            if (!world.violations.isEmpty()) return world.violations.getFirst() + " at step " + step;
        }
        return calm(world, random.nextBoolean());
    }

    /** One of the newest. */
    private static long any(Random random, FaceWorld world) {
        return Math.max(1, world.highest() - random.nextInt(6));
    }

    private static void disaster(Random random, FaceWorld world) {
        world.now = world.now.plusMillis(random.nextInt(20_000));
        switch (random.nextInt(40)) {
            case 0 -> world.now = world.now.plus(Duration.ofMinutes(random.nextInt(90)));
            case 1, 2, 3 -> world.land(world.highest());
            case 4 -> world.land(random.nextInt(5));
            case 5, 6, 7 -> world.apply();
            case 8, 9 -> world.close(any(random, world));
            case 10, 11, 12, 13 -> world.attach(any(random, world));
            case 14, 15 -> world.detach(any(random, world));
            case 16 -> world.sleep();
            case 17, 18, 19 -> world.wake(random.nextInt(4) == 0);
            case 20 -> world.takeOver();
            case 21 -> world.mute = random.nextInt(3) == 0;
            case 22, 23, 24, 25 -> world.storeClosed();
            case 26, 27, 28, 29 -> world.sweep();
            case 30 -> world.agentGone = true;
            case 31, 32, 33 -> world.agentGone = false;
            default -> {}
        }
    }

    private static @Nullable String calm(FaceWorld world, boolean deleted) {
        world.calm = true;
        world.mute = false;
        world.agentGone = false;
        world.wake(false);
        world.attach(world.highest());
        settle(world, Duration.ofHours(3));
        if (!world.violations.isEmpty()) return world.violations.getFirst() + " at the end";
        for (var face : world.api.values())
            if (face.number() != world.highest()) return "face " + face.number() + " stays: " + face;
        if (deleted) {
            world.leaves = true;
            world.api.keySet().stream().toList().forEach(world::close);
        } else world.detachAll();
        settle(world, Duration.ofHours(3));
        return world.api.isEmpty() ? null : "what nobody uses stays: " + world.api.keySet();
    }

    private static void settle(FaceWorld world, Duration time) {
        var end = world.now.plus(time);
        while (world.now.isBefore(end)) {
            world.now = world.now.plus(Duration.ofMinutes(2));
            world.watch();
            for (var number : world.api.keySet().stream().toList()) world.run(number, number);
            world.storeClosed();
            world.sweep();
        }
    }

    private static Brain planted(Planted mistake) {
        return new Brain() {
            @Override
            FacePlan plan(FaceFacts facts) {
                return switch (mistake) {
                    case LETS_THE_REJECTED_COME_BACK ->
                        super.plan(
                                facts.status().phase() == FacePhase.REJECTED && facts.othersOpen() < facts.maxFaces()
                                        ? with(
                                                facts,
                                                FaceStatuses.NONE,
                                                facts.othersOpen(),
                                                facts.answeredAt(),
                                                facts.session())
                                        : facts);
                    case ACCEPTS_WHO_CAME_BEFORE_ITS_AGENT ->
                        super.plan(
                                facts.agentKnown() && isUnknownAgent(facts.status())
                                        ? with(
                                                facts,
                                                FaceStatuses.NONE,
                                                facts.createdByProxy() ? 0 : facts.othersOpen(),
                                                facts.answeredAt(),
                                                facts.session())
                                        : facts);
                    case IGNORES_THE_LIMIT ->
                        super.plan(with(facts, facts.status(), 0, facts.answeredAt(), facts.session()));
                    case TRUSTS_AN_OLD_ANSWER ->
                        super.plan(with(facts, facts.status(), facts.othersOpen(), facts.now(), facts.session()));
                    case CLOSES_WHAT_IS_ATTACHED ->
                        super.plan(with(facts, facts.status(), facts.othersOpen(), facts.answeredAt(), null));
                    case KEEPS_THE_REJECTED ->
                        super.plan(facts) instanceof FacePlan.Close
                                        && facts.status().phase() == FacePhase.REJECTED
                                ? new FacePlan.Ask()
                                : super.plan(facts);
                    case KEEPS_THE_LOST ->
                        super.plan(facts) instanceof FacePlan.Close close
                                        && close.why().contains("restart")
                                ? new FacePlan.Ask()
                                : super.plan(facts);
                    case NEVER_CLOSES ->
                        super.plan(facts) instanceof FacePlan.Close ? new FacePlan.Ask() : super.plan(facts);
                    default -> super.plan(facts);
                };
            }

            @Override
            boolean counts(FaceStatus other) {
                return switch (mistake) {
                    case COUNTS_ONLY_THOSE_ACCEPTED -> other.phase() == FacePhase.OPEN;
                    default -> super.counts(other);
                };
            }

            @Override
            boolean mayGo(long highestClosed, long number) {
                return mistake == Planted.GOES_BEFORE_ITS_NUMBER_IS_STORED || super.mayGo(highestClosed, number);
            }

            @Override
            boolean isAbsent(boolean inCache, boolean inApi) {
                return mistake == Planted.TURNS_AWAY_ON_THE_WORD_OF_A_CACHE ? inCache : super.isAbsent(inCache, inApi);
            }

            @Override
            boolean leaves(boolean inCache, boolean inApi) {
                return mistake == Planted.GOES_ON_THE_WORD_OF_A_CACHE ? inCache : super.leaves(inCache, inApi);
            }
        };
    }

    private static boolean isUnknownAgent(FaceStatus status) {
        return status.phase() == FacePhase.REJECTED
                && Conditions.reason(status.conditions(), FaceStatuses.ACCEPTED).equals("AgentNotFound");
    }

    private static FaceFacts with(
            FaceFacts facts, FaceStatus status, int others, Instant answeredAt, @Nullable SessionActivity session) {
        return new FaceFacts(
                facts.name(),
                facts.createdAt(),
                facts.createdByProxy(),
                status,
                facts.computer(),
                facts.stranger(),
                facts.agentKnown(),
                others,
                facts.maxFaces(),
                facts.computerReady(),
                facts.boxReady(),
                facts.readySince(),
                facts.bootId(),
                facts.closeAfter(),
                answeredAt,
                session,
                facts.asleep(),
                facts.now());
    }
}
