package dev.berth.controller.activity;

import static java.util.Objects.requireNonNullElse;

import dev.berth.crd.ComputerClass;
import dev.berth.crd.DemandWant;
import dev.berth.crd.Face;
import dev.berth.crd.KeptDemand;
import dev.berth.crd.WakeReason;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What of its Faces a class lets count as demand ({@code wakeOn}). Pure. */
public record WakeOn(List<WakeReason> reasons) {

    private static final List<WakeReason> DEFAULT = List.of(WakeReason.NAVIGATION, WakeReason.KEY_PRESS);

    public static WakeOn of(@Nullable ComputerClass type) {
        var given =
                type == null || type.getSpec() == null ? null : type.getSpec().wakeOn();
        return new WakeOn(requireNonNullElse(given, DEFAULT));
    }

    /** Its creation, and what was asked from it last: as far as they count. */
    public List<KeptDemand> demandsOf(Face face) {
        if (face.getSpec() == null) return List.of();
        return Stream.of(opened(face), asked(face))
                .filter(demand -> demand.at() != null && counts(demand))
                .toList();
    }

    /** Whether a computer that keeps {@code known} as its newest demand has taken note of all that this Face asked. */
    public boolean isKept(Face face, @Nullable KeptDemand known) {
        var at = known == null || known.at() == null ? Instant.MIN : known.at();
        return demandsOf(face).stream().allMatch(demand -> demand.at() != null && !at.isBefore(demand.at()));
    }

    private static KeptDemand opened(Face face) {
        boolean byAgent = requireNonNullElse(face.getSpec().createdBy(), "").startsWith("agent:");
        return new KeptDemand(
                DemandWant.AWAKE,
                Instant.parse(face.getMetadata().getCreationTimestamp()),
                byAgent ? WakeReason.AGENT : WakeReason.NAVIGATION,
                name(face));
    }

    private static KeptDemand asked(Face face) {
        var demand = face.getStatus() == null ? null : face.getStatus().demand();
        return demand == null
                ? new KeptDemand(null, null, null, null)
                : new KeptDemand(demand.want(), demand.at(), demand.reason(), name(face));
    }

    /** A button is pressed by the owner, whatever the class says of visits; and nothing but a button asks for sleep. */
    private boolean counts(KeptDemand demand) {
        if (demand.want() == null) return false;
        return demand.want() == DemandWant.ASLEEP
                || demand.reason() == WakeReason.BUTTON
                || (demand.reason() != null && reasons.contains(demand.reason()));
    }

    private static String name(Face face) {
        return face.getSpec().agent() + "/" + face.getSpec().number();
    }
}
