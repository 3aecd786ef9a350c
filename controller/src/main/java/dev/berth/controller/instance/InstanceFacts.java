package dev.berth.controller.instance;

import dev.berth.controller.provider.Observation;
import dev.berth.crd.InstancePower;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that the planner knows of one Instance at one moment.
 *
 * @param uid of the Instance
 * @param power what the Computer reconciler wants; null (unknown to this release) holds
 * @param hold no transition begins: maintenance, or the computer is not accepted
 * @param putBack the computer's owner keeps it suspended, so a machine found running is drift, not demand
 * @param deletingSince null unless the Instance is being deleted
 * @param memory what earlier runs decided
 * @param observed a fresh look at the provider
 * @param moved the machine answers at another address than the status says, or with another bootId
 * @param urged somebody asked for another try after the last failure: a demand, a spec change, {@code retry-at}
 * @param tookOverAt when this process became the leader
 */
record InstanceFacts(
        String uid,
        @Nullable InstancePower power,
        boolean hold,
        boolean putBack,
        @Nullable Instant deletingSince,
        Memory memory,
        Timings timings,
        Observation observed,
        boolean moved,
        boolean urged,
        Instant tookOverAt,
        Instant now) {

    /** The same facts a moment later: a step takes time, and what follows counts from its end. */
    InstanceFacts at(Instant later) {
        return new InstanceFacts(
                uid, power, hold, putBack, deletingSince, memory, timings, observed, moved, urged, tookOverAt, later);
    }

    boolean wantsRun() {
        return power == InstancePower.RUNNING;
    }

    boolean wantsSleep() {
        return power == InstancePower.SUSPENDED || power == InstancePower.STOPPED;
    }

    /** A deadline counts from the later of the phase's beginning and the take-over. */
    boolean late(Timing timing) {
        var deadline = memory.deadline();
        if (deadline == null) return false;
        var inherited = tookOverAt.isAfter(memory.since()) ? tookOverAt.plus(timing.limit()) : deadline;
        return !now.isBefore(inherited.isAfter(deadline) ? inherited : deadline);
    }
}
