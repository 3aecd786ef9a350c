package dev.berth.controller.computer;

import static java.util.Objects.requireNonNullElse;

import dev.berth.controller.activity.Idle;
import dev.berth.controller.activity.WakeOn;
import dev.berth.crd.HeldBy;
import dev.berth.crd.HeldKind;
import dev.berth.crd.Keys;
import dev.berth.crd.Power;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is decided about a computer. Pure.
 *
 * @param held all that keeps it awake, for the status
 */
record Decision(Acceptance acceptance, Idle idle, Demands demands, SleepTimes times, List<HeldBy> held, Wanted wanted) {

    static Decision of(ComputerFacts facts) {
        var computer = facts.computer();
        var spec = computer.getSpec();
        var type = facts.type() == null ? null : facts.type().getSpec();
        var acceptance = Acceptance.of(facts);
        var idle = Idle.of(type == null ? null : type.idle());
        var demands = Demands.of(facts.faces(), WakeOn.of(facts.type()), computer.getStatus());
        var times = SleepTimes.of(facts, idle, demands);
        var until = spec == null ? Instant.EPOCH : requireNonNullElse(spec.keepAwakeUntil(), Instant.EPOCH);
        var wanted = WantedState.of(new WantedFacts(
                "true".equals(computer.getMetadata().getAnnotations().get(Keys.ANNOTATION_PAUSED)),
                facts.deleting(),
                spec == null || spec.maintenance() == null
                        ? null
                        : spec.maintenance().reason(),
                acceptance instanceof Acceptance.Refused refused ? refused.message() : null,
                spec == null ? Power.AUTO : spec.power(),
                false,
                times.last(),
                demands.awakeAt(),
                demands.asleepAt(),
                times.held(),
                until,
                times.sleepAt(),
                times.silentUntil(),
                facts.now()));
        return new Decision(acceptance, idle, demands, times, held(times, until, facts.now()), wanted);
    }

    /** Whether its box has to be asked before this decision may be acted upon. */
    boolean needsAnswer(Instant now) {
        var askAt = times.askAt();
        return wanted.row() >= 9 && askAt != null && !askAt.isAfter(now);
    }

    private static List<HeldBy> held(SleepTimes times, Instant keepAwakeUntil, Instant now) {
        var held = new ArrayList<>(times.held());
        if (keepAwakeUntil.isAfter(now))
            held.add(new HeldBy(HeldKind.KEEP_AWAKE_UNTIL, "spec.keepAwakeUntil", keepAwakeUntil));
        if (times.silentUntil() != null && times.silentUntil().isAfter(now))
            held.add(new HeldBy(
                    HeldKind.UNKNOWN,
                    "the box does not answer",
                    times.silentUntil().truncatedTo(java.time.temporal.ChronoUnit.MINUTES)));
        return List.copyOf(held.subList(0, Math.min(8, held.size())));
    }
}
