package dev.berth.proxy.directory;

import dev.berth.crd.HeldBy;
import dev.berth.crd.Power;
import dev.berth.crd.WantedPower;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One computer with its class and machine, as the watches last told. A value: it never changes, ask the {@link Directory} for a newer one.
 *
 * <p>Absent texts are empty, absent times are {@link #NEVER}, absent parts are their {@code NONE}.
 *
 * @param incarnation uid of the Computer; a computer made again under its name has another
 * @param aliases hosts that are Active, in the order of the spec; links use the first
 * @param power what its owner asks for; a value of a later release reads as Auto with {@code decided} Hold
 * @param decided what the controller last decided, Hold if it has said nothing
 * @param because the controller's sentence for {@code decided}
 * @param sleepAt when it sleeps if nothing happens; {@link #NEVER} while held, asleep or without a machine
 * @param demand the newest that the controller has seen, which stands though its face be gone
 * @param paused the operator's annotation {@code berth.dev/paused}
 */
public record ComputerView(
        ComputerKey key,
        String incarnation,
        String owner,
        Sharing sharing,
        List<AgentView> agents,
        List<String> aliases,
        Power power,
        WantedPower decided,
        String because,
        Instant sleepAt,
        List<HeldBy> heldBy,
        FaceView.DemandView demand,
        boolean paused,
        boolean deleting,
        MaintenanceView maintenance,
        String incident,
        List<ConditionView> conditions,
        ClassView computerClass,
        MachineView machine) {

    /** Stands for a time that is not set. */
    public static final Instant NEVER = Instant.MAX;

    /** The condition of a type, or {@link ConditionView#ABSENT}. */
    public ConditionView condition(String type) {
        return ConditionView.find(conditions, type);
    }

    /** Whether the class accepts the spec; a computer that the controller has not looked at yet counts as accepted. */
    public boolean accepted() {
        return !condition("Accepted").isFalse();
    }

    /** Whether a machine runs and its box has answered. */
    public boolean awake() {
        return machine.awake();
    }

    public Optional<AgentView> agent(String name) {
        return agents.stream().filter(a -> a.name().equals(name)).findFirst();
    }

    /** The agent at the computer's own host: {@code main}, else the first. */
    public AgentView landingAgent() {
        return agent("main").orElseGet(agents::getFirst);
    }
}
