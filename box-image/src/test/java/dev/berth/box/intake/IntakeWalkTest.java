package dev.berth.box.intake;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Seeded walks through the world of the intake; each planted fault must be found. */
class IntakeWalkTest {

    private static final int STEPS = 40_000;
    private static final Duration REOPEN = Duration.ofMinutes(5);

    private static IntakeWorld walk(Supplier<Intake<Integer>> intake, long seed) {
        var world = new IntakeWorld(intake.get(), new Random(seed));
        for (int step = 0; step < STEPS; step++) {
            world.step();
        }
        return world;
    }

    @Test
    void no_key_is_lost_and_every_quiesce_is_answered() {
        long first = Long.getLong("berth.seed", System.nanoTime());
        for (long seed = first; seed < first + 10; seed++) {
            System.out.println("seed " + seed);
            var world = walk(() -> new Intake<>(REOPEN), seed);
            assertTrue(
                    world.sleeps > 20 && world.refusals > 20,
                    world.sleeps + " sleeps, " + world.refusals + " refusals");
        }
    }

    private static class Planted extends Intake<Integer> {
        Planted() {
            super(REOPEN);
        }
    }

    static Stream<Named<Supplier<Intake<Integer>>>> faults() {
        return Stream.of(
                Named.of("input during a hold is overlooked", () -> new Planted() {
                    @Override
                    public List<Action<Integer>> input(Integer socket) {
                        return state() == State.OPEN ? super.input(socket) : List.of();
                    }
                }),
                Named.of("busy forgets to let one go", () -> new Planted() {
                    @Override
                    public List<Action<Integer>> input(Integer socket) {
                        var actions = new ArrayList<>(super.input(socket));
                        actions.stream()
                                .filter(Action.Go.class::isInstance)
                                .findFirst()
                                .ifPresent(actions::remove);
                        return actions;
                    }
                }),
                Named.of("closes without waiting for tmux", () -> new Planted() {
                    @Override
                    public List<Action<Integer>> pong(Integer socket, long now) {
                        var actions = new ArrayList<Action<Integer>>();
                        for (var action : super.pong(socket, now)) {
                            actions.addAll(
                                    action instanceof Action.Deliver<Integer>(long number)
                                            ? super.delivered(number, now)
                                            : List.of(action));
                        }
                        return actions;
                    }
                }),
                Named.of("does not wait for every Pong", () -> new Planted() {
                    @Override
                    public List<Action<Integer>> quiesce(long call, @Nullable Long seq, boolean force, long now) {
                        var actions = new ArrayList<>(super.quiesce(call, seq, force, now));
                        List.copyOf(actions).forEach(action -> {
                            if (action instanceof Action.Hold<Integer>(Integer socket)) {
                                actions.addAll(super.pong(socket, now));
                            }
                        });
                        return actions;
                    }
                }),
                Named.of("time is overlooked", () -> new Planted() {
                    @Override
                    public List<Action<Integer>> tick(long now) {
                        return List.of();
                    }
                }),
                Named.of("seq is not compared", () -> new Planted() {
                    @Override
                    public List<Action<Integer>> quiesce(long call, @Nullable Long seq, boolean force, long now) {
                        return super.quiesce(call, seq(), force, now);
                    }
                }),
                Named.of("a preview does not count", () -> new Planted() {
                    @Override
                    public List<Action<Integer>> visited() {
                        return List.of();
                    }
                }));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void finds(Supplier<Intake<Integer>> planted) {
        assertThrows(IntakeWorld.Broken.class, () -> {
            for (long seed = 0; seed < 20; seed++) {
                walk(planted, seed);
            }
        });
    }
}
