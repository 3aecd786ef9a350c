package dev.berth.proxy.directory;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.berth.crd.Access;
import dev.berth.crd.AccessMember;
import dev.berth.crd.AgentSpec;
import dev.berth.crd.AliasState;
import dev.berth.crd.ComputerSpec;
import dev.berth.crd.ComputerStatus;
import dev.berth.crd.DemandWant;
import dev.berth.crd.Everyone;
import dev.berth.crd.HeldBy;
import dev.berth.crd.Keys;
import dev.berth.crd.Maintenance;
import dev.berth.crd.Power;
import dev.berth.crd.WantedPower;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is kept of a Computer. Packed as an array, so the order of the members is its only schema. */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
record StoredComputer(
        String uid,
        long createdAt,
        String owner,
        String className,
        @Nullable Everyone everyone,
        List<AccessMember> members,
        List<StoredAgent> agents,
        List<String> aliases,
        @Nullable Power power,
        @Nullable WantedPower decided,
        String because,
        long sleepAt,
        List<HeldBy> heldBy,
        @Nullable DemandWant want,
        long demandAt,
        boolean paused,
        boolean deleting,
        @Nullable Maintenance maintenance,
        String incident,
        List<StoredCondition> conditions) {

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record StoredAgent(String name, String parent, int maxInSpec, int maxInStatus, long highestClosed) {}

    static StoredComputer of(GenericKubernetesResource object) {
        var spec = Objects.requireNonNull(Reading.part(object, "spec", ComputerSpec.class), "spec");
        var status = Reading.tolerantPart(object, "status", ComputerStatus.class);
        var meta = object.getMetadata();
        var power = status == null ? null : status.power();
        var demand = power == null ? null : power.demand();
        var activity = status == null ? null : status.activity();
        var incident = status == null ? null : status.incident();
        var access = spec.access();
        return new StoredComputer(
                Reading.text(meta.getUid()),
                Reading.seconds(meta.getCreationTimestamp()),
                Objects.requireNonNull(spec.owner(), "spec.owner"),
                Reading.text(spec.className()),
                access == null ? Everyone.NOBODY : access.everyone(),
                members(access),
                agents(spec, status),
                aliases(spec, status),
                // An unknown value must not read as Auto further down, where it would wake: power → Hold.
                spec.power(),
                power == null ? null : power.wanted(),
                power == null ? "" : Reading.text(power.because()),
                power == null ? StoredCondition.NEVER : StoredCondition.seconds(power.sleepAt()),
                activity == null || activity.heldBy() == null ? List.of() : Objects.requireNonNull(activity.heldBy()),
                demand == null ? null : demand.want(),
                demand == null ? StoredCondition.NEVER : StoredCondition.seconds(demand.at()),
                "true".equals(Reading.annotation(object, Keys.ANNOTATION_PAUSED)),
                meta.getDeletionTimestamp() != null,
                spec.maintenance(),
                incident == null ? "" : Reading.text(incident.code()),
                StoredCondition.of(status == null ? null : status.conditions()));
    }

    ComputerView view(ComputerKey key, ClassView computerClass, MachineView machine) {
        var roles = new LinkedHashMap<String, dev.berth.crd.AccessRole>();
        for (var member : members) {
            if (member.role() != null) roles.put(member.user(), member.role());
        }
        return new ComputerView(
                key,
                uid,
                owner,
                new Sharing(everyone == null ? Everyone.NOBODY : everyone, roles),
                agents.stream()
                        .map(a -> new AgentView(a.name(), a.parent(), max(a, computerClass), a.highestClosed()))
                        .toList(),
                aliases,
                power == null ? Power.AUTO : power,
                power == null || decided == null ? WantedPower.HOLD : decided,
                because,
                StoredCondition.time(sleepAt),
                heldBy,
                FaceView.DemandView.of(want, demandAt),
                paused || power == null,
                deleting,
                maintenance == null
                        ? MaintenanceView.NONE
                        : new MaintenanceView(
                                true,
                                Reading.text(maintenance.reason()),
                                maintenance.eta() == null ? ComputerView.NEVER : maintenance.eta()),
                incident,
                conditions.stream().map(StoredCondition::view).toList(),
                computerClass,
                machine);
    }

    private static int max(StoredAgent agent, ClassView computerClass) {
        if (agent.maxInStatus() > 0) return agent.maxInStatus();
        return agent.maxInSpec() > 0 ? Math.min(agent.maxInSpec(), computerClass.maxFaces()) : computerClass.maxFaces();
    }

    private static List<AccessMember> members(@Nullable Access access) {
        return access == null || access.members() == null ? List.of() : Objects.requireNonNull(access.members());
    }

    private static List<StoredAgent> agents(ComputerSpec spec, @Nullable ComputerStatus status) {
        var inSpec = spec.agents() == null || spec.agents().isEmpty()
                ? List.of(new AgentSpec("main", null, null, null, null, null))
                : spec.agents();
        var inStatus = status == null || status.agents() == null
                ? List.<dev.berth.crd.AgentStatus>of()
                : Objects.requireNonNull(status.agents());
        var agents = new ArrayList<StoredAgent>();
        for (var agent : inSpec) {
            int max = 0;
            long closed = 0;
            for (var known : inStatus) {
                if (!agent.name().equals(known.name())) continue;
                max = known.maxFaces() == null ? 0 : known.maxFaces();
                closed = known.highestClosedFace() == null ? 0 : known.highestClosedFace();
            }
            agents.add(new StoredAgent(
                    agent.name(),
                    Reading.text(agent.parent()),
                    agent.maxFaces() == null ? 0 : agent.maxFaces(),
                    max,
                    closed));
        }
        return agents;
    }

    private static List<String> aliases(ComputerSpec spec, @Nullable ComputerStatus status) {
        if (spec.aliases() == null || status == null || status.aliases() == null) return List.of();
        var active = Objects.requireNonNull(status.aliases()).stream()
                .filter(a -> a.state() == AliasState.ACTIVE)
                .map(a -> a.host())
                .collect(Collectors.toSet());
        return Objects.requireNonNull(spec.aliases()).stream()
                .filter(active::contains)
                .toList();
    }
}
