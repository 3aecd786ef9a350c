package dev.berth.controller.face;

import static java.util.Objects.requireNonNullElse;

import dev.berth.crd.AgentStatus;
import dev.berth.crd.Computer;
import dev.berth.crd.Face;
import dev.berth.crd.KeptDemand;
import dev.berth.crd.Keys;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The Computer of a Face.
 *
 * <p>Computers and Faces come by watches of their own, so a cache may know a Face and not yet its Computer, or only an earlier one of that name. What follows from the absence of a Computer
 * or of an agent cannot be taken back: a number let go, a Face closed or turned away. There the API server is asked.
 *
 * @param computer null if it has none
 */
record ComputerOfFace(Face face, @Nullable Computer computer) {

    /** What the cache says, and past it what the API server says where the cache knows of nothing. */
    static ComputerOfFace of(Face face, @Nullable Computer cached, Function<Face, @Nullable Computer> fresh) {
        var known = new ComputerOfFace(face, cached);
        return known.leaves() || !known.hasAgent() ? new ComputerOfFace(face, fresh.apply(face)) : known;
    }

    /** Whether the Face goes with its Computer, so that its number means nothing any more. */
    boolean leaves() {
        return computer == null
                || computer.getMetadata().getDeletionTimestamp() != null
                || isStranger()
                || face.getSpec() == null;
    }

    /** Whether it belongs to an earlier Computer of the same name. */
    boolean isStranger() {
        return computer != null
                && face.getMetadata().getOwnerReferences().stream()
                        .filter(owner -> "Computer".equals(owner.getKind()))
                        .anyMatch(owner -> !computer.getMetadata().getUid().equals(owner.getUid()));
    }

    boolean hasAgent() {
        if (computer == null || computer.getSpec() == null || face.getSpec() == null) return false;
        var name = face.getSpec().agent();
        var agents = computer.getSpec().agents();
        if (agents == null || agents.isEmpty()) return name.equals("main");
        return agents.stream().anyMatch(candidate -> candidate.name().equals(name));
    }

    /** What the Computer's status says of the agent; null if nothing yet. */
    @Nullable
    AgentStatus agent() {
        var status = computer == null ? null : computer.getStatus();
        if (status == null || status.agents() == null || face.getSpec() == null) return null;
        return status.agents().stream()
                .filter(agent -> agent.name().equals(face.getSpec().agent()))
                .findFirst()
                .orElse(null);
    }

    long highestClosed() {
        var agent = agent();
        return agent == null ? 0 : requireNonNullElse(agent.highestClosedFace(), 0L);
    }

    /** The newest demand that the Computer's status keeps. */
    @Nullable
    KeptDemand keptDemand() {
        var status = computer == null ? null : computer.getStatus();
        return status == null || status.power() == null ? null : status.power().demand();
    }

    boolean isPaused() {
        return computer != null
                && "true".equals(computer.getMetadata().getAnnotations().get(Keys.ANNOTATION_PAUSED));
    }
}
