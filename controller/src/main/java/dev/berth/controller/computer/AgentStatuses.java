package dev.berth.controller.computer;

import static java.util.Objects.requireNonNullElse;

import dev.berth.controller.config.PublicUrl;
import dev.berth.controller.status.Conditions;
import dev.berth.crd.AgentSpec;
import dev.berth.crd.AgentStatus;
import dev.berth.crd.Face;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The agents of a computer and their faces. Pure.
 *
 * <p>{@code highestClosedFace} is stored before a closing Face may go (resources.md 4.2), and an agent that was removed keeps its entry: otherwise a number would be given twice.
 */
final class AgentStatuses {

    private static final int DEFAULT_MAX = 20;

    private AgentStatuses() {}

    static List<AgentStatus> of(ComputerFacts facts, PublicUrl site) {
        var computer = facts.computer();
        var name = computer.getMetadata().getName();
        var old = computer.getStatus() == null
                ? List.<AgentStatus>of()
                : requireNonNullElse(computer.getStatus().agents(), List.<AgentStatus>of());
        var all = new ArrayList<AgentStatus>();
        var known = new HashSet<String>();
        var agents = agents(facts);
        var landing = landing(agents);
        for (var agent : agents) {
            known.add(agent.name());
            var before = find(old, agent.name());
            all.add(new AgentStatus(
                    agent.name(),
                    agent.name().equals(landing) ? site.hostOf(name) : site.hostOf(agent.name(), name),
                    open(of(facts.faces(), agent.name())),
                    maxFaces(facts, agent),
                    highestClosed(facts, agent.name(), before)));
        }
        for (var before : old) {
            if (!known.add(before.name())) continue;
            all.add(new AgentStatus(
                    before.name(),
                    before.host(),
                    open(of(facts.faces(), before.name())),
                    before.maxFaces(),
                    highestClosed(facts, before.name(), before)));
        }
        return List.copyOf(all);
    }

    /** Faces that count: neither closing nor rejected. */
    static int open(Collection<Face> faces) {
        return (int) faces.stream().filter(AgentStatuses::isOpen).count();
    }

    static boolean isOpen(Face face) {
        return face.getMetadata().getDeletionTimestamp() == null
                && (face.getStatus() == null
                        || !Conditions.isFalse(face.getStatus().conditions(), "Accepted"));
    }

    static List<AgentSpec> agents(ComputerFacts facts) {
        var spec = facts.computer().getSpec();
        if (spec == null || spec.agents() == null || spec.agents().isEmpty())
            return List.of(new AgentSpec("main", null, null, null, null, null));
        return spec.agents();
    }

    /** The agent that answers at the computer's own host. */
    private static String landing(List<AgentSpec> agents) {
        return agents.stream().anyMatch(agent -> agent.name().equals("main"))
                ? "main"
                : agents.getFirst().name();
    }

    private static int maxFaces(ComputerFacts facts, AgentSpec agent) {
        var type = facts.type() == null ? null : facts.type().getSpec();
        int most = type == null || type.faces() == null
                ? DEFAULT_MAX
                : requireNonNullElse(type.faces().max(), DEFAULT_MAX);
        return Math.min(most, requireNonNullElse(agent.maxFaces(), most));
    }

    private static @Nullable Long highestClosed(ComputerFacts facts, String agent, @Nullable AgentStatus before) {
        long highest = before == null ? 0 : requireNonNullElse(before.highestClosedFace(), 0L);
        for (var face : of(facts.faces(), agent))
            if (face.getMetadata().getDeletionTimestamp() != null)
                highest = Math.max(highest, face.getSpec().number());
        return highest == 0 ? null : highest;
    }

    private static List<Face> of(List<Face> faces, String agent) {
        return faces.stream()
                .filter(face ->
                        face.getSpec() != null && agent.equals(face.getSpec().agent()))
                .toList();
    }

    private static @Nullable AgentStatus find(List<AgentStatus> all, String name) {
        return all.stream()
                .filter(agent -> agent.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
