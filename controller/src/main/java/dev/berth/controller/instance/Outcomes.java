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

import dev.berth.controller.instance.InstancePlan.Report;
import dev.berth.controller.provider.MachineState;
import dev.berth.controller.provider.Observation;
import dev.berth.controller.provider.ProviderException;
import dev.berth.crd.InstancePhase;
import java.time.Duration;

/** Folds what became of a step into what the planner remembers. Pure, the second half of {@link InstancePlanner}. */
final class Outcomes {

    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(30);
    private static final Duration LAST_BACK_OFF = Duration.ofMinutes(10);
    private static final Duration STUCK_AFTER = Duration.ofMinutes(10);

    private Outcomes() {}

    static Report conclude(InstanceFacts facts, InstancePlan plan, Outcome outcome) {
        var memory = plan.memory();
        return switch (outcome) {
            case Outcome.Rested _ -> new Report(memory, facts.observed(), false, plan.again());
            case Outcome.Settled _ -> settled(facts, plan);
            case Outcome.Done done -> done(facts, plan, done);
            case Outcome.Awaiting _ -> soon(memory, facts);
            case Outcome.MustReplace _ -> replace(facts, memory);
            case Outcome.Failed failed -> failed(facts, plan, failed.cause());
            case Outcome.Opened opened -> opened(facts, memory, opened);
            case Outcome.Silent _ -> silent(facts, plan);
            case Outcome.Busy _, Outcome.Unwanted _ ->
                new Report(memory, facts.observed(), false, Duration.ofSeconds(1));
            case Outcome.Withdrawn _ -> new Report(facts.memory(), facts.observed(), false, Duration.ofSeconds(2));
        };
    }

    private static Report settled(InstanceFacts facts, InstancePlan plan) {
        var memory = plan.memory();
        return switch (plan.step()) {
            case Step.Sleep _ -> rest(memory.rests(SUSPENDED, facts.now()), facts.observed());
            case Step.Stop _ -> switchedOff(facts, memory, facts.observed());
            case Step.Remove _ -> new Report(memory, facts.observed(), true, null);
            // It runs already: the next look asks its gate.
            case Step.Run _, Step.Discard _, Step.Open _, Step.Rest _ ->
                new Report(memory, facts.observed(), false, InstancePlanner.SOON);
        };
    }

    private static Report done(InstanceFacts facts, InstancePlan plan, Outcome.Done done) {
        var memory = plan.memory();
        return switch (plan.step()) {
            case Step.Run _ -> ran(facts, memory, done);
            case Step.Sleep _ ->
                is(done.after(), MachineState.SUSPENDED)
                        ? rest(memory.rests(SUSPENDED, facts.now()), done.after())
                        : new Report(memory, done.after(), false, InstancePlanner.SOON);
            case Step.Stop _ -> switchedOff(facts, memory, done.after());
            case Step.Discard _, Step.Remove _, Step.Open _, Step.Rest _ ->
                new Report(memory, done.after(), false, InstancePlan.NOW);
        };
    }

    private static Report ran(InstanceFacts facts, Memory memory, Outcome.Done done) {
        boolean exists = done.after() instanceof Observation.Present;
        var next =
                switch (memory.phase()) {
                    case QUEUED, PROVISIONING -> {
                        if (exists)
                            yield memory.seen()
                                    .begins(
                                            BOOTING,
                                            Reasons.isStartTrouble(memory.trouble()) ? 3 : 1,
                                            facts.now(),
                                            facts.timings().boot());
                        // An app of its own takes seconds, and its line belongs in the boot face.
                        boolean slow = done.progress().stream()
                                .anyMatch(line -> line.step().equals("create-app"));
                        yield slow && memory.phase() == QUEUED
                                ? memory.begins(
                                        PROVISIONING,
                                        1,
                                        facts.now(),
                                        facts.timings().provision())
                                : memory;
                    }
                    case SUSPENDED, SUSPENDING ->
                        memory.begins(RESUMING, 1, facts.now(), facts.timings().resume());
                    case STOPPED, STOPPING ->
                        memory.begins(BOOTING, 1, facts.now(), facts.timings().boot());
                    case BOOTING, RESUMING, READY, FAILED, TERMINATING -> memory;
                };
        return new Report(next, done.after(), false, InstancePlan.NOW);
    }

    /** The machine is off: because somebody wants a cold start, or because its gate stayed silent. */
    private static Report switchedOff(InstanceFacts facts, Memory memory, Observation after) {
        if (memory.phase() == STOPPING) {
            boolean off = is(after, MachineState.STOPPED) || after instanceof Observation.Gone;
            return off
                    ? rest(memory.rests(STOPPED, facts.now()), after)
                    : new Report(memory, after, false, InstancePlanner.SOON);
        }
        var troubled = memory.failsWith(Reasons.silent(facts));
        if (memory.attempt() > 2) return fails(facts, troubled, after);
        var timing = memory.phase() == RESUMING
                ? facts.timings().resume()
                : facts.timings().boot();
        return new Report(troubled.begins(memory.phase(), 2, facts.now(), timing), after, false, InstancePlan.NOW);
    }

    private static Report replace(InstanceFacts facts, Memory memory) {
        // The second try's deadline is what discards a machine, so a machine of another image is one whose second try
        // is over.
        var over = memory.begins(BOOTING, 2, facts.now(), facts.timings().boot());
        return new Report(
                new Memory(
                        BOOTING,
                        facts.now(),
                        facts.now(),
                        over.next(),
                        2,
                        memory.launch(),
                        memory.known(),
                        memory.trouble()),
                facts.observed(),
                false,
                InstancePlan.NOW);
    }

    private static Report opened(InstanceFacts facts, Memory memory, Outcome.Opened opened) {
        var after = facts.observed() instanceof Observation.Present present
                ? new Observation.Present(opened.machine(), present.resources())
                : facts.observed();
        return new Report(memory.seen().rests(READY, facts.now()), after, false, InstancePlan.NOW);
    }

    private static Report silent(InstanceFacts facts, InstancePlan plan) {
        var waited = Duration.between(plan.memory().since(), facts.now());
        var again = waited.compareTo(Duration.ofSeconds(3)) < 0
                ? Duration.ofMillis(50)
                : waited.compareTo(Duration.ofSeconds(10)) < 0 ? InstancePlanner.SOON : Duration.ofSeconds(1);
        return new Report(
                plan.memory(),
                facts.observed(),
                false,
                plan.step() instanceof Step.Open ? again : Duration.ofSeconds(1));
    }

    private static Report failed(InstanceFacts facts, InstancePlan plan, ProviderException cause) {
        var memory = plan.memory();
        if (memory.phase() == InstancePhase.TERMINATING) return stillThere(facts, memory, cause);
        int attempt = memory.attempt() + 1;
        if (cause instanceof ProviderException.NoCapacity && making(memory)) {
            var next = facts.now().plus(backOff(attempt - 1));
            return new Report(
                    provisioning(facts, memory)
                            .failsWith(Reasons.from(cause, facts, next))
                            .backsOff(attempt, next, "ask for room again"),
                    facts.observed(),
                    false,
                    Duration.between(facts.now(), next));
        }
        if (Reasons.isPermanent(cause))
            return fails(facts, memory.failsWith(Reasons.from(cause, facts, null)), facts.observed());
        if (making(memory)) {
            var next = facts.now().plus(patience(cause, attempt));
            return new Report(
                    provisioning(facts, memory)
                            .failsWith(Reasons.from(cause, facts, next))
                            .backsOff(attempt, next, "look for the machine by name, then ask again"),
                    facts.observed(),
                    false,
                    Duration.between(facts.now(), next));
        }
        return retried(facts, memory, cause);
    }

    /** A machine exists; its phase has a deadline of its own, so the failure is noted and the same step tried again. */
    private static Report retried(InstanceFacts facts, Memory memory, ProviderException cause) {
        var timings = facts.timings();
        var troubled = memory.failsWith(Reasons.from(cause, facts, null));
        var next =
                switch (memory.phase()) {
                    case SUSPENDED -> troubled.begins(RESUMING, 1, facts.now(), timings.resume());
                    case STOPPED -> troubled.begins(BOOTING, 1, facts.now(), timings.boot());
                    case QUEUED, PROVISIONING, BOOTING, RESUMING, READY, SUSPENDING, STOPPING, FAILED, TERMINATING ->
                        troubled;
                };
        return new Report(next, facts.observed(), false, patience(cause, 1));
    }

    private static Report stillThere(InstanceFacts facts, Memory memory, ProviderException cause) {
        int attempt = memory.attempt() + 1;
        var wait = doubling(Duration.ofSeconds(5), memory.attempt() - 1, Duration.ofMinutes(5));
        var next = facts.now().plus(wait);
        var since = facts.deletingSince() == null ? memory.since() : facts.deletingSince();
        boolean stuck = !facts.now().isBefore(since.plus(STUCK_AFTER));
        var trouble = stuck ? Reasons.stuck(cause.sentence(), facts) : Reasons.from(cause, facts, next);
        return new Report(
                memory.failsWith(trouble).backsOff(attempt, next, "destroy the machine"),
                facts.observed(),
                false,
                wait);
    }

    private static Report fails(InstanceFacts facts, Memory memory, Observation after) {
        var failed = givesUp(facts, memory);
        return new Report(failed, after, false, backOff(failed.attempt() - 1));
    }

    /** Failed, until the back-off is over. */
    static Memory givesUp(InstanceFacts facts, Memory memory) {
        int attempt = Math.max(1, memory.attempt());
        return new Memory(
                FAILED,
                facts.now(),
                facts.now().plus(backOff(attempt - 1)),
                "try again",
                attempt,
                memory.launch(),
                memory.known(),
                memory.trouble());
    }

    private static Memory provisioning(InstanceFacts facts, Memory memory) {
        return memory.phase() == PROVISIONING
                ? memory
                : memory.begins(PROVISIONING, 1, facts.now(), facts.timings().provision());
    }

    private static Duration patience(ProviderException cause, int attempt) {
        if (cause instanceof ProviderException.RateLimited limited) return limited.retryAfter();
        return doubling(Duration.ofSeconds(1), attempt - 1, Duration.ofSeconds(30));
    }

    private static Duration backOff(int failures) {
        return doubling(FIRST_BACK_OFF, failures, LAST_BACK_OFF);
    }

    private static Duration doubling(Duration first, int times, Duration most) {
        var wait = first;
        for (int i = 0; i < times && wait.compareTo(most) < 0; i++) wait = wait.multipliedBy(2);
        return wait.compareTo(most) < 0 ? wait : most;
    }

    private static Report soon(Memory memory, InstanceFacts facts) {
        return new Report(memory, facts.observed(), false, InstancePlanner.SOON);
    }

    private static Report rest(Memory memory, Observation after) {
        return new Report(memory, after, false, null);
    }

    private static boolean making(Memory memory) {
        return memory.phase() == QUEUED || memory.phase() == PROVISIONING;
    }

    private static boolean is(Observation observed, MachineState state) {
        return observed instanceof Observation.Present present
                && present.machine().state() == state;
    }
}
