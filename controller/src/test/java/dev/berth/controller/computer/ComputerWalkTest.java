package dev.berth.controller.computer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.berth.controller.computer.ComputerPlanner.Farewell;
import dev.berth.controller.computer.ComputerPlanner.Plan;
import dev.berth.crd.Computer;
import dev.berth.crd.ComputerStatus;
import dev.berth.crd.DemandWant;
import dev.berth.crd.Face;
import dev.berth.crd.Instance;
import dev.berth.crd.InstancePhase;
import dev.berth.crd.InstanceSpec;
import dev.berth.crd.KeptDemand;
import dev.berth.crd.Power;
import dev.berth.crd.PowerStatus;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Walks one Computer through seeded disasters: crashes between any two writes, lost answers, three caches that lag apart from each other, take-overs, visitors, demands, people that destroy
 * Instances by hand. At no time may it have two Instances, give a number twice, forget what was asked last or go before its machine, and once the disasters end it must rest as its owner wants.
 */
class ComputerWalkTest {

    private static final int WALKS = 80;
    private static final int STEPS = 200;

    @Test
    void sixteenThousandStepsNeverMakeTwoInstancesAndAlwaysEndAsWanted() {
        for (long seed = 1; seed <= WALKS; seed++) {
            var wrong = walk(seed, new Brain());
            if (wrong != null) fail("seed " + seed + ": " + wrong);
        }
        assertTrue(WALKS * STEPS >= 10_000);
    }

    /** Mistakes that could be made. Each must be found by some walk. */
    enum Planted {
        CREATES_WHILE_THE_LAST_LEAVES,
        COUNTS_WHAT_IS_THERE,
        CREATES_ON_THE_WORD_OF_A_CACHE,
        GOES_ON_THE_WORD_OF_A_CACHE,
        GOES_BEFORE_ITS_MACHINE,
        LETS_A_NUMBER_GO_BEFORE_IT_IS_STORED,
        LETS_A_DEMAND_GO_BEFORE_IT_IS_KEPT,
        FORGETS_THE_DEMAND_OF_A_CLOSED_FACE,
        KEEPS_ONLY_WHO_SENT_IT_TO_SLEEP,
        FORGETS_CLOSED_NUMBERS,
        NEVER_SLEEPS,
        NEVER_WAKES,
        LEAVES_FACES_OPEN
    }

    @ParameterizedTest
    @EnumSource(Planted.class)
    void aPlantedMistakeIsFound(Planted mistake) {
        for (long seed = 1; seed <= WALKS; seed++) if (walk(seed, planted(mistake)) != null) return;
        fail("no walk found " + mistake);
    }

    @Test
    void theSameSeedGivesTheSameWalk() {
        assertEquals(walk(7, planted(Planted.NEVER_SLEEPS)), walk(7, planted(Planted.NEVER_SLEEPS)));
    }

    private static @Nullable String walk(long seed, Brain brain) {
        var random = new Random(seed);
        var world = new ComputerWorld(random, brain);
        boolean mayLeave = random.nextBoolean();
        for (int step = 0; step < STEPS && world.api.computer() != null; step++) {
            for (int many = random.nextInt(4); many >= 0; many--) disaster(random, world, mayLeave);
            world.watch();
            try {
                world.run();
            } catch (ComputerWorld.Crash crash) {
                world.takeOver();
            }
            if (!world.violations.isEmpty()) return world.violations.getFirst() + " at step " + step;
        }
        return calm(world);
    }

    private static void disaster(Random random, ComputerWorld world, boolean mayLeave) {
        world.now = world.now.plusMillis(random.nextInt(20_000));
        switch (random.nextInt(40)) {
            case 0 -> world.now = world.now.plus(Duration.ofMinutes(random.nextInt(60)));
            case 1, 2, 3 -> world.land(world.highestFace());
            // A replica that missed everything but the first few Faces.
            case 4 -> world.land(random.nextInt(5));
            case 5, 6 -> world.close(1 + random.nextLong(world.highestFace() + 1));
            case 7 -> world.demand(DemandWant.AWAKE);
            case 8 -> world.demand(DemandWant.ASLEEP);
            case 9 -> world.owner(Power.SUSPENDED);
            case 10 -> world.owner(Power.RUNNING);
            case 11, 12 -> world.owner(Power.AUTO);
            case 13, 14 ->
                world.api.instances().forEach(it -> world.destroy(it.getSpec().number()));
            case 15 -> world.takeOver();
            case 16 -> world.mute = random.nextBoolean();
            case 17 -> world.inputAge = Duration.ofMinutes(random.nextInt(90));
            case 18 -> {
                if (mayLeave && random.nextInt(4) == 0) world.delete();
            }
            case 19, 20, 21, 22, 23, 24, 25, 26 -> world.machine();
            case 27, 28, 29, 30 -> world.sweepFaces();
            default -> {}
        }
    }

    private static @Nullable String calm(ComputerWorld world) {
        world.calm = true;
        world.mute = false;
        world.inputAge = Duration.ofHours(9);
        settle(world, Duration.ofHours(6));
        if (!world.violations.isEmpty()) return world.violations.getFirst() + " at the end";
        var computer = world.api.computer();
        if (computer == null) return world.api.instances().isEmpty() ? null : "the computer went before its machine";
        if (computer.getMetadata().getDeletionTimestamp() != null) return "its deletion does not end";
        var power = computer.getSpec().power();
        // Nobody has come for hours.
        if (running(world) != (power == Power.RUNNING)) return power + " at rest, is " + phases(world);
        int writes = world.writes;
        settle(world, Duration.ofMinutes(5));
        if (world.writes > writes) return "it writes at rest";
        world.land(world.highestFace());
        settle(world, Duration.ofMinutes(2));
        if (running(world) != (power != Power.SUSPENDED)) return power + " and visited, is " + phases(world);
        world.demand(DemandWant.ASLEEP);
        world.closeAll();
        settle(world, Duration.ofMinutes(2));
        // Who asked for sleep has closed the face, and asked for it all the same.
        return running(world) == (power == Power.RUNNING) ? null : power + " and sent to sleep, is " + phases(world);
    }

    private static void settle(ComputerWorld world, Duration time) {
        var end = world.now.plus(time);
        var pace = Duration.between(world.now, end).dividedBy(60);
        while (world.now.isBefore(end)) {
            world.now = world.now.plus(pace);
            world.watch();
            world.run();
            world.machine();
            world.sweepFaces();
        }
    }

    private static boolean running(ComputerWorld world) {
        return phases(world).equals(List.of(InstancePhase.READY));
    }

    private static List<InstancePhase> phases(ComputerWorld world) {
        return world.api.instances().stream().map(Stored::phase).toList();
    }

    private static Brain planted(Planted mistake) {
        return new Brain() {
            @Override
            Plan plan(ComputerFacts facts, Decision decision) {
                var instance = facts.instance().orElse(null);
                return switch (mistake) {
                    case CREATES_WHILE_THE_LAST_LEAVES ->
                        instance == null
                                ? super.plan(
                                        Changed.facts(facts, facts.computer().getStatus(), List.of()), decision)
                                : super.plan(facts, decision);
                    case COUNTS_WHAT_IS_THERE -> super.plan(Changed.facts(facts, null, facts.instances()), decision);
                    case NEVER_SLEEPS ->
                        decision.wanted().isSuspended() ? new Plan.Keep() : super.plan(facts, decision);
                    case NEVER_WAKES ->
                        instance != null && Stored.phase(instance) == InstancePhase.SUSPENDED
                                ? new Plan.Keep()
                                : super.plan(facts, decision);
                    default -> super.plan(facts, decision);
                };
            }

            @Override
            boolean mayCreate(@Nullable Computer fresh, List<Instance> living, InstanceSpec spec) {
                return switch (mistake) {
                    case CREATES_WHILE_THE_LAST_LEAVES, COUNTS_WHAT_IS_THERE, CREATES_ON_THE_WORD_OF_A_CACHE ->
                        living.stream().noneMatch(it -> it.getSpec().number() == spec.number());
                    default -> super.mayCreate(fresh, living, spec);
                };
            }

            @Override
            ComputerStatus report(ComputerFacts facts, Decision decision) {
                var status = super.report(
                        mistake == Planted.FORGETS_CLOSED_NUMBERS
                                ? Changed.facts(facts, null, facts.instances())
                                : facts,
                        decision);
                var demand = decision.demands().newest();
                boolean forgets = mistake == Planted.FORGETS_THE_DEMAND_OF_A_CLOSED_FACE
                        || (mistake == Planted.KEEPS_ONLY_WHO_SENT_IT_TO_SLEEP
                                && demand != null
                                && demand.want() == DemandWant.AWAKE);
                return forgets ? Changed.withoutDemand(status) : status;
            }

            @Override
            boolean mayGo(Face face, long highestClosed, @Nullable KeptDemand kept) {
                return switch (mistake) {
                    case LETS_A_DEMAND_GO_BEFORE_IT_IS_KEPT,
                            FORGETS_THE_DEMAND_OF_A_CLOSED_FACE,
                            KEEPS_ONLY_WHO_SENT_IT_TO_SLEEP -> face.getSpec().number() <= highestClosed;
                    default -> super.mayGo(face, highestClosed, kept);
                };
            }

            @Override
            Farewell farewell(ComputerFacts facts) {
                return switch (mistake) {
                    case GOES_BEFORE_ITS_MACHINE ->
                        facts.faces().isEmpty() ? new Farewell.Done() : super.farewell(facts);
                    case LEAVES_FACES_OPEN ->
                        facts.faces().isEmpty() ? super.farewell(facts) : new Farewell.CloseFaces(List.of());
                    default -> super.farewell(facts);
                };
            }

            @Override
            boolean mayGo(List<Instance> living) {
                return mistake == Planted.GOES_BEFORE_ITS_MACHINE
                        || mistake == Planted.GOES_ON_THE_WORD_OF_A_CACHE
                        || super.mayGo(living);
            }

            @Override
            boolean numberIsSpent(Instance instance, @Nullable Computer computer) {
                return mistake == Planted.LETS_A_NUMBER_GO_BEFORE_IT_IS_STORED
                        || super.numberIsSpent(instance, computer);
            }
        };
    }

    /** Facts with a part swapped. */
    private static final class Changed {

        static ComputerFacts facts(ComputerFacts facts, @Nullable ComputerStatus status, List<Instance> instances) {
            var computer = new Computer();
            computer.setMetadata(facts.computer().getMetadata());
            computer.setSpec(facts.computer().getSpec());
            computer.setStatus(status);
            return Stored.facts(computer, instances, facts.faces(), facts.activity(), facts.now());
        }

        static ComputerStatus withoutDemand(ComputerStatus status) {
            var power = Objects.requireNonNull(status.power());
            return new ComputerStatus(
                    status.observedGeneration(),
                    status.phase(),
                    status.url(),
                    status.region(),
                    status.credentials(),
                    status.instance(),
                    status.instanceNumber(),
                    status.openFaces(),
                    status.pendingRestart(),
                    new PowerStatus(
                            power.wanted(), power.because(), power.since(), power.sleepAt(), power.sleeps(), null),
                    status.activity(),
                    status.agents(),
                    status.aliases(),
                    status.incident(),
                    status.conditions());
        }
    }
}
