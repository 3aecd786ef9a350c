package dev.berth.controller.instance;

import dev.berth.controller.provider.Observation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the planner decided.
 *
 * @param memory what to remember before the step is taken
 * @param step what this run does
 * @param again look again after this; null: at the next event
 */
record InstancePlan(Memory memory, Step step, @Nullable Duration again) {

    static final Duration NOW = Duration.ZERO;

    static InstancePlan step(Memory memory, Step step) {
        return new InstancePlan(memory, step, null);
    }

    static InstancePlan rest(Memory memory) {
        return new InstancePlan(memory, new Step.Rest(), null);
    }

    static InstancePlan rest(Memory memory, Duration again) {
        return new InstancePlan(memory, new Step.Rest(), again);
    }

    /** Write the new phase first, then look again at once. */
    static InstancePlan move(Memory memory) {
        return new InstancePlan(memory, new Step.Rest(), NOW);
    }

    /** What a run leaves behind. */
    record Report(
            Memory memory,
            Observation observed,
            boolean gone,
            @Nullable Duration again) {}
}
