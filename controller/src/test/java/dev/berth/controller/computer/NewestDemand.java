package dev.berth.controller.computer;

import dev.berth.controller.activity.WakeOn;
import dev.berth.crd.DemandWant;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The newest thing that anybody ever asked of a computer, which must never be forgotten. */
final class NewestDemand {

    private @Nullable DemandWant want;
    private Instant at = Instant.EPOCH;

    void asked(DemandWant what, Instant now) {
        // Of two demands of one moment the one for being awake stands.
        if (now.equals(at) && what == DemandWant.ASLEEP) return;
        want = what;
        at = now;
    }

    /** What is wrong, unless the API server still holds it, on a Face or in the Computer's status. */
    Optional<String> forgottenBy(View api) {
        var computer = api.computer();
        if (computer == null || want == null || computer.getMetadata().getDeletionTimestamp() != null)
            return Optional.empty();
        var known =
                Demands.of(api.faces(), WakeOn.of(null), computer.getStatus()).newest();
        return known != null && known.want() == want && Objects.equals(known.at(), at)
                ? Optional.empty()
                : Optional.of("what was asked last, " + want + " at " + at + ", is forgotten for " + known);
    }
}
