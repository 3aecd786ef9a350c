package dev.berth.controller.instance;

import static dev.berth.crd.InstancePhase.BOOTING;
import static dev.berth.crd.InstancePhase.FAILED;
import static dev.berth.crd.InstancePhase.PROVISIONING;
import static dev.berth.crd.InstancePhase.QUEUED;
import static dev.berth.crd.InstancePhase.READY;
import static dev.berth.crd.InstancePhase.RESUMING;
import static dev.berth.crd.InstancePhase.STOPPED;
import static dev.berth.crd.InstancePhase.STOPPING;
import static dev.berth.crd.InstancePhase.SUSPENDED;
import static dev.berth.crd.InstancePhase.SUSPENDING;
import static dev.berth.crd.InstancePhase.TERMINATING;

import dev.berth.controller.provider.MachineState;
import dev.berth.controller.provider.Observation;
import dev.berth.crd.InstancePower;
import java.time.Duration;

/**
 * Decides the next step for one machine (resources.md 3.2). Pure: same facts, same answer.
 *
 * <p>A phase that rests is left by writing the new phase first where a visitor must see it coming (Suspending, Stopping), and by acting first where the call itself is the news (a first
 * machine, a resume): the stored spec is the intent, so either order survives a crash. Unknown is not gone: nothing is made or destroyed on a failed look.
 */
final class InstancePlanner {

    static final Duration SOON = Duration.ofMillis(200);
    static final Duration BLIND = Duration.ofSeconds(2);
    private static final int LAST_SUSPEND = 3;

    private InstancePlanner() {}

    static InstancePlan plan(InstanceFacts facts) {
        if (facts.deletingSince() != null) return terminating(facts);
        return switch (facts.memory().phase()) {
            case QUEUED, PROVISIONING -> provisioning(facts);
            case BOOTING -> starting(facts, facts.timings().boot());
            case RESUMING -> starting(facts, facts.timings().resume());
            case READY -> ready(facts);
            case SUSPENDING -> suspending(facts);
            case SUSPENDED -> suspended(facts);
            case STOPPING -> stopping(facts);
            case STOPPED -> stopped(facts);
            case FAILED -> failed(facts);
            // Only a deletion leads here, and a deletion is never taken back.
            case TERMINATING -> InstancePlan.rest(facts.memory());
        };
    }

    private static InstancePlan provisioning(InstanceFacts facts) {
        var memory = facts.memory();
        if (facts.hold() && memory.phase() == QUEUED) return InstancePlan.rest(memory);
        if (facts.observed() instanceof Observation.Present) return InstancePlan.move(booting(facts, memory.seen()));
        if (!facts.wantsRun()) return stopTrying(facts);
        if (backsOff(facts)) return untilDeadline(facts);
        return InstancePlan.step(memory, new Step.Run());
    }

    /** Suspended is wanted and no machine exists: there is nothing to put to sleep. */
    private static InstancePlan stopTrying(InstanceFacts facts) {
        var memory = facts.memory();
        boolean rests = memory.phase() == QUEUED && memory.attempt() == 0;
        if (rests || facts.power() == null) return InstancePlan.rest(memory);
        if (facts.observed() instanceof Observation.Unknown) return InstancePlan.rest(memory, BLIND);
        return InstancePlan.rest(memory.rests(QUEUED, facts.now()));
    }

    /** Booting and Resuming: the machine must run and its gate must answer. */
    private static InstancePlan starting(InstanceFacts facts, Timing timing) {
        var memory = facts.memory();
        return switch (facts.observed()) {
            case Observation.Unknown _ -> InstancePlan.rest(memory, BLIND);
            case Observation.Gone _ -> InstancePlan.move(remade(facts));
            case Observation.Present present -> {
                if (facts.late(timing)) yield late(facts);
                yield switch (present.machine().state()) {
                    case RUNNING -> InstancePlan.step(memory, new Step.Open());
                    case CREATED, SUSPENDED, STOPPED -> InstancePlan.step(memory, new Step.Run());
                    case SETTLING -> InstancePlan.rest(memory, SOON);
                };
            }
        };
    }

    private static InstancePlan late(InstanceFacts facts) {
        // The second try is given up for a new machine; the first and the last end with this one switched off.
        return InstancePlan.step(
                facts.memory(), facts.memory().attempt() == 2 ? new Step.Discard() : new Step.Stop(true));
    }

    private static InstancePlan ready(InstanceFacts facts) {
        var memory = facts.memory();
        if (facts.hold()) return InstancePlan.rest(memory);
        return switch (facts.observed()) {
            case Observation.Unknown _ -> InstancePlan.rest(memory, Duration.ofSeconds(30));
            case Observation.Gone _ -> InstancePlan.move(lost(facts));
            case Observation.Present present ->
                switch (present.machine().state()) {
                    case SETTLING -> InstancePlan.rest(memory, SOON);
                    case CREATED, STOPPED -> InstancePlan.move(booting(facts, memory));
                    case SUSPENDED -> InstancePlan.move(facts.wantsSleep() ? asleep(facts) : resuming(facts));
                    case RUNNING -> {
                        if (facts.power() == InstancePower.SUSPENDED)
                            yield InstancePlan.move(memory.begins(
                                    SUSPENDING, 1, facts.now(), facts.timings().suspend()));
                        if (facts.power() == InstancePower.STOPPED)
                            yield InstancePlan.move(memory.begins(
                                    STOPPING, 1, facts.now(), facts.timings().stop()));
                        yield facts.moved() ? InstancePlan.move(booting(facts, memory)) : InstancePlan.rest(memory);
                    }
                };
        };
    }

    private static InstancePlan suspending(InstanceFacts facts) {
        if (facts.wantsRun()) return turnBack(facts);
        if (facts.observed() instanceof Observation.Unknown) return InstancePlan.rest(facts.memory(), BLIND);
        var memory = nextTry(facts, facts.timings().suspend());
        return memory.phase() == FAILED
                ? InstancePlan.move(memory)
                : InstancePlan.step(memory, new Step.Sleep(memory.attempt() > 1));
    }

    /** At the deadline the next try uses force; after the last one the machine is left alone for a while. */
    private static Memory nextTry(InstanceFacts facts, Timing timing) {
        var memory = facts.memory();
        if (!facts.late(timing)) return memory;
        if (memory.attempt() < LAST_SUSPEND)
            return memory.begins(memory.phase(), memory.attempt() + 1, facts.now(), timing);
        return Outcomes.givesUp(facts, memory.failsWith(Reasons.staysAwake(facts)));
    }

    /** Start wins: before the provider's call the step is dropped, after it the machine settles and is resumed. Neither costs an attempt. */
    private static InstancePlan turnBack(InstanceFacts facts) {
        var memory = facts.memory();
        return switch (facts.observed()) {
            case Observation.Unknown _ -> InstancePlan.rest(memory, BLIND);
            case Observation.Gone _ -> InstancePlan.move(lost(facts));
            case Observation.Present present ->
                switch (present.machine().state()) {
                    case SETTLING -> InstancePlan.rest(memory, SOON);
                    case RUNNING -> InstancePlan.step(memory, new Step.Open());
                    case SUSPENDED -> InstancePlan.step(memory, new Step.Run());
                    case CREATED, STOPPED -> InstancePlan.step(memory, new Step.Run());
                };
        };
    }

    private static InstancePlan suspended(InstanceFacts facts) {
        var memory = facts.memory();
        if (facts.hold()) return InstancePlan.rest(memory);
        return switch (facts.observed()) {
            case Observation.Unknown _ -> InstancePlan.rest(memory, facts.wantsRun() ? BLIND : Duration.ofMinutes(1));
            // A provider that deletes what sleeps makes it anew from its volume: that is its way to run.
            case Observation.Gone _ -> facts.wantsRun() ? InstancePlan.move(lost(facts)) : InstancePlan.rest(memory);
            case Observation.Present present -> {
                var state = present.machine().state();
                if (state == MachineState.SETTLING) yield InstancePlan.rest(memory, SOON);
                if (facts.power() == InstancePower.STOPPED && state != MachineState.STOPPED)
                    yield InstancePlan.move(memory.begins(
                            STOPPING, 1, facts.now(), facts.timings().stop()));
                if (state == MachineState.RUNNING) yield foundRunning(facts);
                yield facts.wantsRun() ? InstancePlan.step(memory, new Step.Run()) : InstancePlan.rest(memory);
            }
        };
    }

    /** Somebody started it at the provider. That is demand, unless the owner keeps it asleep. */
    private static InstancePlan foundRunning(InstanceFacts facts) {
        if (facts.wantsSleep() && facts.putBack())
            return InstancePlan.move(facts.memory()
                    .begins(SUSPENDING, 1, facts.now(), facts.timings().suspend()));
        return InstancePlan.move(resuming(facts));
    }

    private static InstancePlan stopping(InstanceFacts facts) {
        if (facts.wantsRun()) return turnBack(facts);
        if (facts.observed() instanceof Observation.Unknown) return InstancePlan.rest(facts.memory(), BLIND);
        var memory = nextTry(facts, facts.timings().stop());
        return memory.phase() == FAILED
                ? InstancePlan.move(memory)
                : InstancePlan.step(memory, new Step.Stop(memory.attempt() > 1));
    }

    private static InstancePlan stopped(InstanceFacts facts) {
        var memory = facts.memory();
        if (facts.hold() || !facts.wantsRun()) return InstancePlan.rest(memory);
        return switch (facts.observed()) {
            case Observation.Unknown _ -> InstancePlan.rest(memory, BLIND);
            case Observation.Gone _ -> InstancePlan.move(lost(facts));
            case Observation.Present present ->
                present.machine().state() == MachineState.RUNNING
                        ? InstancePlan.move(booting(facts, memory))
                        : InstancePlan.step(memory, new Step.Run());
        };
    }

    private static InstancePlan failed(InstanceFacts facts) {
        var memory = facts.memory();
        if (facts.hold()) return InstancePlan.rest(memory);
        if (backsOff(facts)) return untilDeadline(facts);
        return switch (facts.observed()) {
            case Observation.Unknown _ -> InstancePlan.rest(memory, BLIND);
            case Observation.Gone _ ->
                facts.wantsRun()
                        ? InstancePlan.move(made(memory.nextLaunch(), memory.attempt() + 1, facts))
                        : InstancePlan.rest(memory.rests(QUEUED, facts.now()));
            case Observation.Present present ->
                InstancePlan.move(again(facts, present.machine().state() == MachineState.SUSPENDED));
        };
    }

    /** The transition that failed, once more; which one it was shows in what is wanted and what the machine does. */
    private static Memory again(InstanceFacts facts, boolean asleep) {
        var memory = facts.memory();
        var timings = facts.timings();
        int attempt = memory.attempt() + 1;
        if (facts.wantsSleep())
            return asleep ? asleep(facts) : memory.begins(SUSPENDING, 1, facts.now(), timings.suspend());
        return asleep
                ? memory.begins(RESUMING, attempt, facts.now(), timings.resume())
                : memory.begins(BOOTING, attempt, facts.now(), timings.boot());
    }

    private static InstancePlan terminating(InstanceFacts facts) {
        var memory = facts.memory();
        if (memory.phase() != TERMINATING)
            return InstancePlan.move(new Memory(
                    TERMINATING, facts.now(), null, "destroy the machine", 1, memory.launch(), memory.known(), null));
        if (facts.observed() instanceof Observation.Present present
                && present.machine().state() == MachineState.SETTLING) return InstancePlan.rest(memory, SOON);
        return backsOff(facts) ? untilDeadline(facts) : InstancePlan.step(memory, new Step.Remove());
    }

    /** A failure waits for its back-off, unless somebody asks for another try or a new leader has not tried yet. */
    private static boolean backsOff(InstanceFacts facts) {
        var memory = facts.memory();
        var trouble = memory.trouble();
        if (trouble == null || !memory.waitsFor(facts.now()) || facts.urged()) return false;
        var failedAt = trouble.incident().at();
        return failedAt == null || !failedAt.isBefore(facts.tookOverAt());
    }

    private static InstancePlan untilDeadline(InstanceFacts facts) {
        var deadline = facts.memory().deadline();
        return InstancePlan.rest(
                facts.memory(), deadline == null ? InstancePlan.NOW : Duration.between(facts.now(), deadline));
    }

    private static Memory booting(InstanceFacts facts, Memory memory) {
        boolean relaunched = Reasons.isStartTrouble(memory.trouble());
        return memory.begins(
                BOOTING, relaunched ? 3 : 1, facts.now(), facts.timings().boot());
    }

    private static Memory resuming(InstanceFacts facts) {
        return facts.memory().begins(RESUMING, 1, facts.now(), facts.timings().resume());
    }

    private static Memory asleep(InstanceFacts facts) {
        return facts.memory().rests(SUSPENDED, facts.now());
    }

    /** The machine vanished under us: the next one has a new number. */
    private static Memory lost(InstanceFacts facts) {
        var memory = facts.memory().nextLaunch();
        if (!facts.wantsRun()) return memory.rests(QUEUED, facts.now());
        return made(memory, 1, facts).failsWith(Reasons.machineLost(facts));
    }

    /** Gone while starting: either we discarded it to make a new one, or it was lost. */
    private static Memory remade(InstanceFacts facts) {
        var memory = facts.memory();
        if (memory.attempt() != 2) return lost(facts);
        return made(memory.nextLaunch(), 3, facts);
    }

    /** A machine is made at once, although the last one failed: its deadline is now, and no back-off. */
    private static Memory made(Memory memory, int attempt, InstanceFacts facts) {
        var timing = facts.timings().provision();
        return memory.begins(PROVISIONING, attempt, facts.now(), timing)
                .backsOff(attempt, facts.now(), timing.next(attempt));
    }
}
