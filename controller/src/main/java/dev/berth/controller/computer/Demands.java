package dev.berth.controller.computer;

import static java.util.Objects.requireNonNullElse;

import dev.berth.controller.computer.WantedFacts.Sign;
import dev.berth.controller.status.Words;
import dev.berth.crd.Face;
import dev.berth.crd.WakeReason;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Faces ask of their computer. Pure.
 *
 * @param awake the newest creation or demand for being awake that the class lets count
 * @param asleepAt the newest demand for sleep
 */
record Demands(@Nullable Sign awake, Instant asleepAt) {

    static Demands of(Collection<Face> faces, List<WakeReason> wakeOn) {
        Sign awake = null;
        var asleep = Instant.EPOCH;
        for (var face : faces) {
            var opened = opened(face, wakeOn);
            awake = later(awake, opened);
            var demand = face.getStatus() == null ? null : face.getStatus().demand();
            if (demand == null || demand.at() == null || demand.want() == null) continue;
            switch (demand.want()) {
                case AWAKE -> awake = later(awake, asked(face, demand.reason(), demand.at(), wakeOn));
                case ASLEEP -> asleep = demand.at().isAfter(asleep) ? demand.at() : asleep;
            }
        }
        return new Demands(awake, asleep);
    }

    static List<WakeReason> wakeOn(@Nullable List<WakeReason> given) {
        return given == null ? List.of(WakeReason.NAVIGATION, WakeReason.KEY_PRESS) : given;
    }

    static String name(Face face) {
        var spec = face.getSpec();
        return spec == null ? face.getMetadata().getName() : spec.agent() + "/" + spec.number();
    }

    private static @Nullable Sign opened(Face face, List<WakeReason> wakeOn) {
        var spec = face.getSpec();
        if (spec == null) return null;
        boolean byAgent = requireNonNullElse(spec.createdBy(), "").startsWith("agent:");
        if (!wakeOn.contains(byAgent ? WakeReason.AGENT : WakeReason.NAVIGATION)) return null;
        var at = Instant.parse(face.getMetadata().getCreationTimestamp());
        return new Sign(at, "Face " + name(face) + " was opened at " + Words.at(at));
    }

    private static @Nullable Sign asked(Face face, @Nullable WakeReason reason, Instant at, List<WakeReason> wakeOn) {
        // A button is pressed by the owner, whatever the class says of visits.
        if (reason == null || (reason != WakeReason.BUTTON && !wakeOn.contains(reason))) return null;
        var what =
                switch (reason) {
                    case NAVIGATION -> "Face " + name(face) + " was visited at ";
                    case KEY_PRESS -> "A key was pressed in face " + name(face) + " at ";
                    case PREVIEW -> "A preview was opened at ";
                    case AGENT -> "An agent asked for it at ";
                    case BUTTON -> "Somebody woke it from face " + name(face) + " at ";
                };
        return new Sign(at, what + Words.at(at));
    }

    private static @Nullable Sign later(@Nullable Sign one, @Nullable Sign other) {
        if (one == null) return other;
        if (other == null) return one;
        return other.at().isAfter(one.at()) ? other : one;
    }
}
