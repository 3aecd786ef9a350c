package dev.berth.controller.computer;

import static java.util.Objects.requireNonNull;

import dev.berth.controller.activity.WakeOn;
import dev.berth.controller.computer.WantedFacts.Sign;
import dev.berth.controller.status.Words;
import dev.berth.crd.ComputerStatus;
import dev.berth.crd.DemandWant;
import dev.berth.crd.Face;
import dev.berth.crd.KeptDemand;
import dev.berth.crd.WakeReason;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What Faces ask of their computer. Pure.
 *
 * <p>The newest demand is kept in the Computer's status, because it outlives the Face that carried it: closing that Face neither wakes a computer that was sent to sleep from it, nor puts
 * one to sleep that was wanted since. A closing Face goes only after its demand is kept there, so none is lost on the way.
 *
 * @param awake the newest for being awake that is known; null if there is none
 * @param newest the newest of all, also of Faces that are gone; null if there never was one
 */
record Demands(@Nullable KeptDemand awake, @Nullable KeptDemand newest) {

    static Demands of(Collection<Face> faces, WakeOn wakeOn, @Nullable ComputerStatus status) {
        var newest = kept(status);
        var awake = newest != null && newest.want() == DemandWant.AWAKE ? newest : null;
        for (var face : faces) {
            for (var demand : wakeOn.demandsOf(face)) {
                newest = newer(newest, demand);
                if (demand.want() == DemandWant.AWAKE) awake = newer(awake, demand);
            }
        }
        return new Demands(awake, newest);
    }

    /** When somebody asked for it last, or {@link Instant#EPOCH} if somebody has sent it to sleep since. */
    Instant awakeAt() {
        return newest != null && newest.want() == DemandWant.AWAKE ? at(newest) : Instant.EPOCH;
    }

    /** When it was sent to sleep, or {@link Instant#EPOCH} if somebody has asked for it since. */
    Instant asleepAt() {
        return newest != null && newest.want() == DemandWant.ASLEEP ? at(newest) : Instant.EPOCH;
    }

    /** Who wanted it last, as a person reads it. */
    @Nullable
    Sign sign() {
        return awake == null ? null : new Sign(at(awake), what(awake) + Words.at(at(awake)));
    }

    private static @Nullable KeptDemand kept(@Nullable ComputerStatus status) {
        var kept =
                status == null || status.power() == null ? null : status.power().demand();
        // A want of a later release means nothing here.
        return kept == null || kept.at() == null || kept.want() == null ? null : kept;
    }

    private static String what(KeptDemand demand) {
        var face = "face " + demand.face();
        return switch (demand.reason() == null ? WakeReason.NAVIGATION : demand.reason()) {
            case NAVIGATION -> "Face " + demand.face() + " was opened at ";
            case KEY_PRESS -> "A key was pressed in " + face + " at ";
            case PREVIEW -> "A preview was opened at ";
            case AGENT -> "An agent asked for it at ";
            case BUTTON -> "Somebody woke it from " + face + " at ";
        };
    }

    /** Of two demands of one second the one for being awake stands. */
    private static KeptDemand newer(@Nullable KeptDemand known, KeptDemand other) {
        if (known == null) return other;
        int order = at(other).compareTo(at(known));
        return order > 0 || (order == 0 && known.want() == DemandWant.ASLEEP) ? other : known;
    }

    private static Instant at(KeptDemand demand) {
        return requireNonNull(demand.at());
    }
}
