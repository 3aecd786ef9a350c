package dev.berth.controller.face;

import dev.berth.controller.status.Conditions;
import dev.berth.crd.ConditionStatus;
import dev.berth.crd.FacePhase;
import dev.berth.crd.FaceSpec;
import dev.berth.crd.FaceStatus;
import dev.berth.crd.Names;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Builds the controller's part of a Face's status; demand belongs to exec-proxy and is left out. Pure. */
final class FaceStatuses {

    static final String ACCEPTED = "Accepted";
    static final String READY = "Ready";
    static final FaceStatus NONE = new FaceStatus(null, null, null, null, null, null, null);

    private FaceStatuses() {}

    /** Null if there is nothing to say of such a plan. */
    static @Nullable FaceStatus report(FacePlan plan, FaceFacts facts, FaceSpec spec, long generation) {
        var conditions = Conditions.after(
                facts.status().conditions(), generation, facts.now().truncatedTo(ChronoUnit.SECONDS));
        var session = Names.session(spec.agent(), spec.number());
        return switch (plan) {
            case FacePlan.Open open -> {
                conditions.isTrue(ACCEPTED, "Accepted", "It counts as one of the agent's open faces.");
                ready(conditions, open, facts);
                yield status(generation, FacePhase.OPEN, session, open.bootId(), open.lastUsedAt(), conditions);
            }
            case FacePlan.Reject reject -> {
                conditions.isFalse(ACCEPTED, reject.reason(), reject.message());
                conditions.isFalse(READY, reject.reason(), reject.message());
                yield status(generation, FacePhase.REJECTED, session, "", null, conditions);
            }
            case FacePlan.Close _, FacePlan.Ask _ -> null;
        };
    }

    /** What the controller wrote last. */
    static FaceStatus withoutDemand(FaceStatus status) {
        return new FaceStatus(
                status.observedGeneration(),
                status.phase(),
                status.session(),
                status.bootId(),
                status.lastUsedAt(),
                status.conditions(),
                null);
    }

    private static FaceStatus status(
            long generation,
            FacePhase phase,
            String session,
            String bootId,
            @Nullable Instant lastUsedAt,
            Conditions conditions) {
        return new FaceStatus(
                generation, phase, session, bootId.isEmpty() ? null : bootId, lastUsedAt, conditions.list(), null);
    }

    private static void ready(Conditions conditions, FacePlan.Open open, FaceFacts facts) {
        if (open.lost()) {
            conditions.isFalse(READY, "Lost", "Its session ended with a restart of the machine; open a new face.");
            return;
        }
        if (facts.boxReady()) {
            conditions.isTrue(READY, "Open", "A visit attaches to it.");
            return;
        }
        // A computer that falls asleep changes nothing for its faces: a visit still attaches.
        if (Conditions.isTrue(facts.status().conditions(), READY)) {
            conditions.isTrue(READY, "Open", "A visit attaches to it.");
            return;
        }
        var computer = facts.computerReady();
        if (computer != null && computer.status() == ConditionStatus.FALSE && computer.reason() != null)
            conditions.isFalse(READY, computer.reason(), computer.message() == null ? "" : computer.message());
        else conditions.isFalse(READY, "Waking", "The computer is waking.");
    }
}
