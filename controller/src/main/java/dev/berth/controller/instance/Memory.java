package dev.berth.controller.instance;

import static java.util.Objects.requireNonNullElse;

import dev.berth.controller.status.Conditions;
import dev.berth.crd.InstancePhase;
import dev.berth.crd.InstanceStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the planner remembers between runs: the part of an Instance's status that is decided, not observed.
 *
 * @param since when the phase began
 * @param deadline when {@code next} is done; null while resting
 * @param next what is done at the deadline; empty while resting
 * @param attempt tries in this transition; 0 while resting
 * @param launch number of the machine, from 1
 * @param known whether the machine of this launch has been seen
 * @param trouble why the last try failed; null if nothing is wrong
 */
record Memory(
        InstancePhase phase,
        Instant since,
        @Nullable Instant deadline,
        String next,
        int attempt,
        int launch,
        boolean known,
        @Nullable Trouble trouble) {

    static Memory of(InstanceStatus status, Instant createdAt) {
        return new Memory(
                requireNonNullElse(status.phase(), InstancePhase.QUEUED),
                requireNonNullElse(status.phaseSince(), createdAt),
                status.deadline(),
                requireNonNullElse(status.next(), ""),
                requireNonNullElse(status.attempt(), 0),
                requireNonNullElse(status.launch(), 1),
                status.machineId() != null,
                trouble(status));
    }

    private static @Nullable Trouble trouble(InstanceStatus status) {
        var incident = status.incident();
        if (incident == null) return null;
        return new Trouble(
                Conditions.reason(status.conditions(), InstanceStatuses.READY),
                Conditions.message(status.conditions(), InstanceStatuses.READY),
                incident);
    }

    /** A phase in which nothing is under way: no deadline, no attempt, nothing wrong. */
    Memory rests(InstancePhase phase, Instant now) {
        return new Memory(phase, now, null, "", 0, launch, known, null);
    }

    /** A phase that must end by its deadline; what went wrong before stays known until it ends well. */
    Memory begins(InstancePhase phase, int attempt, Instant now, Timing timing) {
        return new Memory(phase, now, now.plus(timing.limit()), timing.next(attempt), attempt, launch, known, trouble);
    }

    Memory failsWith(Trouble trouble) {
        return new Memory(phase, since, deadline, next, attempt, launch, known, trouble);
    }

    /** The same phase; tried again at {@code deadline}. */
    Memory backsOff(int attempt, Instant deadline, String next) {
        return new Memory(phase, since, deadline, next, attempt, launch, known, trouble);
    }

    Memory seen() {
        return new Memory(phase, since, deadline, next, attempt, launch, true, trouble);
    }

    /** The last machine is proven gone: the next one has a new number. */
    Memory nextLaunch() {
        return new Memory(phase, since, deadline, next, attempt, known ? launch + 1 : launch, false, trouble);
    }

    boolean waitsFor(Instant now) {
        return deadline != null && now.isBefore(deadline);
    }
}
