package dev.berth.controller.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.berth.controller.instance.FakeProvider.Trouble;
import dev.berth.controller.provider.Observation;
import dev.berth.controller.provider.ProviderException;
import dev.berth.crd.InstancePhase;
import dev.berth.crd.InstancePower;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Walks one Instance through seeded disasters: crashes before and after calls, answers lost and late, a provider that cannot be seen, caches that lag, leaders that change, people that change
 * their minds, machines that are stopped and destroyed by hand. At no time may there be two machines, nothing may be touched on a failed look, and once the disasters end it must come to
 * rest as wanted.
 */
class InstanceWalkTest {

    private static final int WALKS = 60;
    private static final int STEPS = 200;

    @Test
    void twelveThousandStepsNeverMakeTwoMachinesAndAlwaysEndAsWanted() {
        for (long seed = 1; seed <= WALKS; seed++) {
            var wrong = walk(seed, World.Brain.REAL);
            if (wrong != null) fail("seed " + seed + ": " + wrong);
        }
    }

    /** Mistakes that a planner could make. Each must be found by some walk. */
    enum Planted {
        UNKNOWN_IS_GONE,
        LAUNCH_RAISED_WHILE_THE_MACHINE_LIVES,
        FAILED_FOR_EVER,
        NO_DEADLINE_WHILE_SUSPENDING,
        TURNS_BACK_WITHOUT_OPENING_THE_INTAKE,
        DISCARDS_A_SLEEPING_MACHINE,
        FORGETS_A_MACHINE_LOST_WHILE_READY,
        ACTS_ON_AN_OLD_STATUS
    }

    @ParameterizedTest
    @EnumSource(Planted.class)
    void aPlantedMistakeIsFound(Planted mistake) {
        for (long seed = 1; seed <= WALKS; seed++)
            if (walk(seed, planted(mistake), mistake != Planted.ACTS_ON_AN_OLD_STATUS) != null) return;
        fail("no walk found " + mistake);
    }

    private static @Nullable String walk(long seed, World.Brain brain) {
        return walk(seed, brain, true);
    }

    private static @Nullable String walk(long seed, World.Brain brain, boolean checksFreshness) {
        var random = new Random(seed);
        var world = new World();
        world.checksFreshness = checksFreshness;
        world.brain = brain;
        boolean remove = random.nextInt(4) == 0;
        world.provider.trouble = () -> pick(random);
        world.provider.blind = () -> random.nextInt(8) == 0;
        for (int step = 0; step < STEPS && !world.gone; step++) {
            disaster(random, world);
            try {
                var again = world.run();
                world.pass(after(random, again));
            } catch (FakeProvider.Crash crash) {
                world.takeOver();
            }
            if (!world.provider.violations.isEmpty()) return world.provider.violations.getFirst() + " at step " + step;
        }
        return calm(world, remove);
    }

    private static @Nullable String calm(World world, boolean remove) {
        var provider = world.provider;
        provider.trouble = () -> Trouble.NONE;
        provider.blind = () -> false;
        provider.refusal = null;
        provider.mute = false;
        provider.busy = false;
        world.catchUp();
        if (remove && world.deletingSince == null) world.deletingSince = world.instant();
        // Late calls still arrive, and the longest back-off is ten minutes.
        world.pass(Duration.ofSeconds(5));
        world.settle(Duration.ofHours(2));
        // What a poll would notice after everything came to rest.
        world.settle(Duration.ofHours(2));
        if (!provider.violations.isEmpty()) return provider.violations.getFirst() + " at the end";
        if (world.deletingSince != null)
            return world.gone && provider.states().isEmpty() ? null : "not gone: " + provider.states();
        return switch (world.power) {
            case RUNNING ->
                world.phase() == InstancePhase.READY && world.runs() && provider.intakeOpen()
                        ? null
                        : "wanted running, is " + world.phase() + " with " + provider.states()
                                + (provider.intakeOpen() ? "" : ", intake closed");
            case SUSPENDED ->
                List.of(InstancePhase.SUSPENDED, InstancePhase.STOPPED, InstancePhase.QUEUED)
                                        .contains(world.phase())
                                && !world.runs()
                        ? null
                        : "wanted suspended, is " + world.phase() + " with " + provider.states();
            case STOPPED ->
                List.of(InstancePhase.STOPPED, InstancePhase.QUEUED).contains(world.phase()) && !world.runs()
                        ? null
                        : "wanted stopped, is " + world.phase() + " with " + provider.states();
        };
    }

    private static void disaster(Random random, World world) {
        var provider = world.provider;
        switch (random.nextInt(40)) {
            case 0, 1 -> world.wants(InstancePower.RUNNING);
            case 2, 3 -> world.wants(InstancePower.SUSPENDED);
            case 4 -> world.wants(random.nextBoolean() ? InstancePower.STOPPED : InstancePower.RUNNING);
            case 5 -> world.takeOver();
            case 6 -> provider.mute = !provider.mute;
            case 7 -> provider.byHand(dev.berth.controller.provider.MachineState.STOPPED);
            case 8 -> provider.byHand(dev.berth.controller.provider.MachineState.RUNNING);
            case 9 -> provider.destroyedByHand();
            case 10 ->
                provider.refusal = random.nextBoolean()
                        ? new ProviderException.NoCapacity("There is no room.", true, null)
                        : new ProviderException.ImageMissing("Image box:1 does not exist.", "box:1", null);
            case 11, 12, 13 -> provider.refusal = null;
            case 14 -> world.urged = true;
            case 15 -> world.wish = new SleepCheck.Wish.Awake();
            case 16, 17 -> world.wish = new SleepCheck.Wish.Asleep(random.nextBoolean(), random.nextBoolean());
            case 18 -> provider.busy = !provider.busy;
            case 19 -> world.image = "box:" + (1 + random.nextInt(2));
            case 20 -> world.hold = random.nextBoolean();
            default -> world.hold = false;
        }
        if (world.power != InstancePower.RUNNING && random.nextInt(3) > 0)
            world.wish = new SleepCheck.Wish.Asleep(true, true);
        // A cache that lags shows the status before the last write.
        if (random.nextInt(6) == 0) world.lag();
    }

    private static Duration after(Random random, @Nullable Duration again) {
        if (again == null || random.nextInt(5) == 0) return Duration.ofSeconds(random.nextInt(40));
        return again.isZero() ? Duration.ofMillis(1) : again;
    }

    private static Trouble pick(Random random) {
        var all = Trouble.values();
        return random.nextInt(3) == 0 ? all[random.nextInt(all.length)] : Trouble.NONE;
    }

    private static World.Brain planted(Planted mistake) {
        return new World.Brain() {
            @Override
            public InstancePlan plan(InstanceFacts facts) {
                var memory = facts.memory();
                return switch (mistake) {
                    case UNKNOWN_IS_GONE ->
                        InstancePlanner.plan(
                                facts.observed() instanceof Observation.Unknown
                                        ? seeing(facts, new Observation.Gone(new FakeProvider.Nothing()))
                                        : facts);
                    case LAUNCH_RAISED_WHILE_THE_MACHINE_LIVES ->
                        memory.phase() == InstancePhase.RESUMING && memory.known()
                                ? InstancePlan.move(memory.nextLaunch()
                                        .begins(
                                                InstancePhase.PROVISIONING,
                                                1,
                                                facts.now(),
                                                facts.timings().provision()))
                                : InstancePlanner.plan(facts);
                    case FAILED_FOR_EVER ->
                        memory.phase() == InstancePhase.FAILED && facts.deletingSince() == null
                                ? InstancePlan.rest(memory)
                                : InstancePlanner.plan(facts);
                    case NO_DEADLINE_WHILE_SUSPENDING ->
                        memory.phase() == InstancePhase.SUSPENDING && !facts.wantsRun()
                                ? InstancePlan.rest(memory)
                                : InstancePlanner.plan(facts);
                    case TURNS_BACK_WITHOUT_OPENING_THE_INTAKE ->
                        memory.phase() == InstancePhase.SUSPENDING && facts.wantsRun()
                                ? InstancePlan.rest(memory.rests(InstancePhase.READY, facts.now()))
                                : InstancePlanner.plan(facts);
                    case DISCARDS_A_SLEEPING_MACHINE ->
                        memory.phase() == InstancePhase.SUSPENDED && facts.observed() instanceof Observation.Unknown
                                ? InstancePlan.step(memory, new Step.Discard())
                                : InstancePlanner.plan(facts);
                    case FORGETS_A_MACHINE_LOST_WHILE_READY ->
                        memory.phase() == InstancePhase.READY
                                        && facts.observed() instanceof Observation.Gone
                                        && facts.deletingSince() == null
                                ? InstancePlan.rest(memory)
                                : InstancePlanner.plan(facts);
                    case ACTS_ON_AN_OLD_STATUS -> InstancePlanner.plan(facts);
                };
            }

            @Override
            public InstancePlan.Report conclude(InstanceFacts facts, InstancePlan plan, Outcome outcome) {
                return Outcomes.conclude(facts, plan, outcome);
            }
        };
    }

    private static InstanceFacts seeing(InstanceFacts facts, Observation observed) {
        return new InstanceFacts(
                facts.uid(),
                facts.power(),
                facts.hold(),
                facts.putBack(),
                facts.deletingSince(),
                facts.memory(),
                facts.timings(),
                observed,
                facts.moved(),
                facts.urged(),
                facts.tookOverAt(),
                facts.now());
    }

    @Test
    void theSameSeedGivesTheSameWalk() {
        assertEquals(walk(7, planted(Planted.FAILED_FOR_EVER)), walk(7, planted(Planted.FAILED_FOR_EVER)));
        assertTrue(WALKS * STEPS >= 10_000);
    }
}
