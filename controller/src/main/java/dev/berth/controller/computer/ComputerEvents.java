package dev.berth.controller.computer;

import dev.berth.controller.kube.Fact;
import dev.berth.controller.status.Conditions;
import dev.berth.controller.status.Words;
import dev.berth.crd.ComputerPhase;
import dev.berth.crd.ComputerStatus;
import dev.berth.crd.Durations;
import dev.berth.crd.Face;
import dev.berth.crd.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a change of a computer's status has to tell (resources.md 2). Pure: told by the run that writes the change, so a restart repeats nothing. */
final class ComputerEvents {

    private ComputerEvents() {}

    /** @param took since the machine was wanted; null if this process does not know */
    static List<Fact> between(
            @Nullable ComputerStatus before,
            ComputerStatus now,
            ComputerFacts facts,
            Decision decision,
            @Nullable Duration took) {
        var told = new ArrayList<Fact>();
        var instance = facts.instance().orElse(null);
        var from = before == null || before.phase() == null ? ComputerPhase.PENDING : before.phase();
        var to = now.phase() == null ? from : now.phase();
        if (instance != null) machine(told, from, to, instance);
        if (to == ComputerPhase.READY && from != to && instance != null)
            ready(told, before, from, facts, decision, instance, took);
        if (to != from && (to == ComputerPhase.SUSPENDED || to == ComputerPhase.STOPPED) && instance != null)
            told.add(Fact.normal("Suspended", "Suspend", asleep(now, decision), instance));
        trouble(told, before, now, instance);
        if (to == ComputerPhase.MAINTENANCE && from != to)
            told.add(Fact.normal(
                    "MaintenanceStarted", "Hold", Conditions.message(now.conditions(), "Maintenance"), null));
        if (from == ComputerPhase.MAINTENANCE && to != from)
            told.add(Fact.normal("MaintenanceEnded", "Hold", "Maintenance is over.", null));
        return told;
    }

    static Fact created(Instance instance) {
        var spec = instance.getSpec();
        var region = spec.regions().isEmpty() ? "" : " in " + spec.regions().getFirst();
        return spec.number() == 1
                ? Fact.normal("Provisioning", "Create", "Creating the first machine" + region + ".", instance)
                : Fact.warning(
                        "Replaced",
                        "Replace",
                        "Instance " + instance.getMetadata().getName() + " takes the place of the last one.",
                        instance.getMetadata().getName(),
                        instance);
    }

    private static void machine(List<Fact> told, ComputerPhase from, ComputerPhase to, Instance instance) {
        boolean had =
                switch (from) {
                    case PENDING, QUEUED, PROVISIONING -> false;
                    case BOOTING,
                            READY,
                            SUSPENDING,
                            SUSPENDED,
                            RESUMING,
                            STOPPING,
                            STOPPED,
                            TERMINATING,
                            FAILED,
                            MAINTENANCE -> true;
                };
        boolean has =
                switch (to) {
                    case BOOTING, READY -> true;
                    case PENDING,
                            QUEUED,
                            PROVISIONING,
                            SUSPENDING,
                            SUSPENDED,
                            RESUMING,
                            STOPPING,
                            STOPPED,
                            TERMINATING,
                            FAILED,
                            MAINTENANCE -> false;
                };
        if (had || !has || instance.getStatus() == null) return;
        var conditions = instance.getStatus().conditions();
        boolean adopted = Conditions.reason(conditions, "Provisioned").equals("Adopted");
        told.add(Fact.normal(
                adopted ? "Adopted" : "MachineCreated",
                adopted ? "Adopt" : "Create",
                Conditions.message(conditions, "Provisioned"),
                instance));
    }

    private static void ready(
            List<Fact> told,
            @Nullable ComputerStatus before,
            ComputerPhase from,
            ComputerFacts facts,
            Decision decision,
            Instance instance,
            @Nullable Duration took) {
        long lost =
                facts.faces().stream().filter(face -> isLost(face, instance)).count();
        boolean first = before == null || !Conditions.isTrue(before.conditions(), ComputerConditions.READY);
        var time = took == null ? "" : " " + Words.took(took);
        var because = decision.wanted().because();
        var why = because.substring(0, 1).toLowerCase(Locale.ROOT) + because.substring(1);
        if (first)
            told.add(Fact.normal(
                    "Ready",
                    "Start",
                    took == null
                            ? "A terminal can be opened."
                            : "A terminal can be opened; first boot took" + time + ".",
                    instance));
        else if (lost == 0 && from != ComputerPhase.BOOTING)
            told.add(Fact.normal(
                    "Woken",
                    "Resume",
                    "Awake" + (took == null ? "" : time + " after " + why) + "; sessions kept.",
                    instance));
        else
            told.add(Fact.normal(
                    "Restarted",
                    "Start",
                    "Awake" + (took == null ? "" : time + " after " + why) + " by a cold start; files kept.",
                    instance));
        if (lost > 0)
            told.add(Fact.warning(
                    "SessionsLost",
                    "Start",
                    lost + (lost == 1 ? " session" : " sessions")
                            + " ended with the cold start; files are as they were.",
                    instance.getStatus() == null || instance.getStatus().box() == null
                            ? ""
                            : String.valueOf(instance.getStatus().box().bootId()),
                    instance));
    }

    static boolean isLost(Face face, Instance instance) {
        var status = face.getStatus();
        var box = instance.getStatus() == null ? null : instance.getStatus().box();
        return status != null
                && status.bootId() != null
                && box != null
                && box.bootId() != null
                && !status.bootId().equals(box.bootId());
    }

    private static String asleep(ComputerStatus now, Decision decision) {
        boolean cold = now.phase() == ComputerPhase.STOPPED;
        var kept = cold ? "files are kept." : "memory is kept.";
        return switch (decision.wanted().row()) {
            case 5 -> "Suspended by its owner; " + kept;
            case 6 -> "Suspended, because this month's hours are used up; " + kept;
            case 8 -> "Suspended, because somebody sent it to sleep; " + kept;
            default -> "Suspended after " + Durations.format(decision.idle().after()) + " without work; " + kept;
        };
    }

    private static void trouble(
            List<Fact> told, @Nullable ComputerStatus before, ComputerStatus now, @Nullable Instance instance) {
        if (now.incident() == null || (before != null && Objects.equals(before.incident(), now.incident()))) return;
        var reason = Conditions.reason(now.conditions(), ComputerConditions.READY);
        var message = Conditions.message(now.conditions(), ComputerConditions.READY);
        if (reason.isEmpty() || Conditions.isTrue(now.conditions(), ComputerConditions.READY)) return;
        var action =
                switch (reason) {
                    case "MachineLost" -> "Observe";
                    case "Stuck" -> "Destroy";
                    case "WakeTimeout" -> "Resume";
                    case "BootTimeout" -> "Start";
                    default -> "Create";
                };
        var subject = instance == null ? "" : instance.getSpec().image() + " " + now.region();
        told.add(Fact.warning(reason, action, message, subject, instance));
    }
}
