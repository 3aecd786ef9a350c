package dev.berth.controller.instance;

import dev.berth.controller.provider.Machine;
import dev.berth.controller.provider.Observation;
import dev.berth.controller.status.Conditions;
import dev.berth.controller.status.Words;
import dev.berth.crd.BoxStatus;
import dev.berth.crd.Capabilities;
import dev.berth.crd.Condition;
import dev.berth.crd.Incident;
import dev.berth.crd.InstancePhase;
import dev.berth.crd.InstanceStatus;
import dev.berth.crd.Progress;
import dev.berth.crd.VolumeStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds the status of an Instance from what was decided and seen. Pure. */
final class InstanceStatuses {

    static final String PROVISIONED = "Provisioned";
    static final String REACHABLE = "Reachable";
    static final String ACTIVITY_KNOWN = "ActivityKnown";
    static final String READY = "Ready";

    private static final int MAX_PROGRESS = 12;

    /**
     * @param opened the gate's answer in this run; null if it was not asked or kept silent
     * @param adopted the machine was found under our name, not made by this run
     * @param boxSilentUntil null while the box answers; else until when it is kept awake
     * @param providerSilentSince null unless the provider has not answered for 2 min
     */
    record Seen(
            Observation observed,
            Outcome.@Nullable Opened opened,
            boolean adopted,
            Capabilities capabilities,
            @Nullable Instant boxSilentUntil,
            @Nullable Instant boxSilentSince,
            @Nullable Instant providerSilentSince,
            String providerTitle) {}

    private InstanceStatuses() {}

    static final InstanceStatus NONE = new InstanceStatus(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    /**
     * @param before what was remembered when this run began, with times as exact as this process knows them
     * @param machineName of the current launch
     */
    static InstanceStatus report(
            InstanceStatus old,
            long generation,
            Memory before,
            Memory memory,
            String machineName,
            Seen seen,
            Instant now) {
        if (untouched(old) && memory.phase() == InstancePhase.QUEUED && memory.trouble() == null) return old;
        boolean sameLaunch = old.launch() != null && old.launch() == memory.launch();
        var base = sameLaunch ? old : NONE;
        var machine = machine(seen.observed());
        boolean ready = memory.phase() == InstancePhase.READY;
        var fresh = ready ? machine : null;
        return new InstanceStatus(
                generation,
                memory.phase(),
                seconds(memory.since()),
                memory.deadline() == null ? null : seconds(memory.deadline()),
                memory.next().isEmpty() ? null : memory.next(),
                memory.attempt() == 0 ? null : memory.attempt(),
                memory.launch(),
                machineName,
                machine == null ? base.machineId() : machine.id(),
                machine == null ? old.region() : machine.region(),
                volume(old, seen.observed()),
                fresh == null ? base.addresses() : fresh.addresses(),
                fresh == null ? base.port() : Integer.valueOf(fresh.port()),
                box(base, machine, seen.opened()),
                ready ? seen.capabilities() : base.capabilities(),
                old.progress(),
                memory.trouble() == null ? null : seconds(memory.trouble().incident()),
                conditions(old, base, generation, before, memory, seen, seconds(now), now));
    }

    /** Progress and a volume's id ride on writes that happen anyway (resources.md 1.3): they alone are no reason to write. */
    static boolean worthWriting(InstanceStatus old, InstanceStatus now) {
        return !riding(old).equals(riding(now));
    }

    static InstanceStatus withProgress(InstanceStatus status, List<Progress> more) {
        if (more.isEmpty()) return status;
        var lines = new ArrayList<Progress>(status.progress() == null ? List.of() : status.progress());
        lines.addAll(more);
        var newest = List.copyOf(lines.subList(Math.max(0, lines.size() - MAX_PROGRESS), lines.size()));
        return with(status, newest, status.volume(), status.region());
    }

    /** The boot line: from the provider's start to the gate's answer. */
    static Progress bootLine(Outcome.Opened opened, Memory before, Instant now) {
        var started = opened.machine().startedAt();
        var from = started.isAfter(before.since()) ? started : before.since();
        return new Progress(
                now,
                "boot",
                "box image " + opened.version(),
                Math.max(0, Duration.between(from, now).toMillis()));
    }

    private static boolean untouched(InstanceStatus status) {
        return status.observedGeneration() == null;
    }

    private static InstanceStatus riding(InstanceStatus status) {
        return with(status, null, null, null);
    }

    private static InstanceStatus with(
            InstanceStatus s,
            @Nullable List<Progress> progress,
            @Nullable VolumeStatus volume,
            @Nullable String region) {
        return new InstanceStatus(
                s.observedGeneration(),
                s.phase(),
                s.phaseSince(),
                s.deadline(),
                s.next(),
                s.attempt(),
                s.launch(),
                s.machineName(),
                s.machineId(),
                region,
                volume,
                s.addresses(),
                s.port(),
                s.box(),
                s.capabilities(),
                progress,
                s.incident(),
                s.conditions());
    }

    private static List<Condition> conditions(
            InstanceStatus old,
            InstanceStatus base,
            long generation,
            Memory before,
            Memory memory,
            Seen seen,
            Instant transition,
            Instant now) {
        var conditions = Conditions.after(old.conditions(), generation, transition);
        provisioned(conditions, base, memory, seen);
        var trouble = memory.trouble();
        var phase = word(memory.phase());
        switch (memory.phase()) {
            case READY -> {
                conditions.isTrue(READY, "Ready", "Faces can be opened.");
                if (seen.opened() == null) conditions.keep(REACHABLE);
                else
                    conditions.isTrue(
                            REACHABLE,
                            "Answered",
                            "The box gate answered after " + Words.took(Duration.between(before.since(), now)) + ".");
                activity(conditions, seen);
            }
            case SUSPENDED, STOPPED -> {
                conditions.isFalse(REACHABLE, "Suspended", "It sleeps; a visit wakes it.");
                conditions.isFalse(READY, phase, "It sleeps; a visit wakes it.");
            }
            case QUEUED, PROVISIONING, BOOTING, SUSPENDING, RESUMING, STOPPING, TERMINATING, FAILED -> {
                conditions.isFalse(REACHABLE, "Silent", "The box gate has not answered yet.");
                if (trouble == null) conditions.isFalse(READY, phase, sentence(memory.phase()));
                else conditions.isFalse(READY, trouble.reason(), trouble.message());
            }
        }
        return conditions.list();
    }

    private static void provisioned(Conditions conditions, InstanceStatus base, Memory memory, Seen seen) {
        var trouble = memory.trouble();
        if (seen.providerSilentSince() != null) {
            conditions.isUnknown(
                    PROVISIONED,
                    Reasons.PROVIDER_UNKNOWN,
                    seen.providerTitle() + " has not answered since " + Words.at(seen.providerSilentSince())
                            + "; the machine is left as it is.");
            return;
        }
        var machine = machine(seen.observed());
        if (machine == null && base.machineId() == null) {
            if (trouble == null) conditions.isFalse(PROVISIONED, word(memory.phase()), sentence(memory.phase()));
            else conditions.isFalse(PROVISIONED, trouble.reason(), trouble.message());
            return;
        }
        var id = machine == null ? base.machineId() : machine.id();
        var region = machine == null ? base.region() : machine.region();
        boolean before = Conditions.isTrue(base.conditions(), PROVISIONED);
        var reason =
                before ? Conditions.reason(base.conditions(), PROVISIONED) : seen.adopted() ? "Adopted" : "Created";
        conditions.isTrue(PROVISIONED, reason, "Machine " + brief(id) + " exists in " + region + ".");
    }

    private static void activity(Conditions conditions, Seen seen) {
        var since = seen.boxSilentSince();
        var until = seen.boxSilentUntil();
        if (since == null || until == null) conditions.isTrue(ACTIVITY_KNOWN, "Answered", "The box says what it does.");
        else
            conditions.isFalse(
                    ACTIVITY_KNOWN,
                    "BoxSilent",
                    "The box has not said what it does since " + Words.at(since) + "; kept awake until "
                            + Words.at(until) + ".");
    }

    private static @Nullable VolumeStatus volume(InstanceStatus old, Observation observed) {
        var volumes =
                switch (observed) {
                    case Observation.Present present -> present.resources().volumes();
                    case Observation.Gone gone -> gone.resources().volumes();
                    case Observation.Unknown _ -> List.<VolumeStatus>of();
                };
        return volumes.isEmpty() ? old.volume() : volumes.getFirst();
    }

    private static @Nullable BoxStatus box(
            InstanceStatus base, @Nullable Machine machine, Outcome.@Nullable Opened opened) {
        if (opened == null || machine == null) return base.box();
        return new BoxStatus(opened.version(), machine.keyId(), opened.bootId());
    }

    private static @Nullable Machine machine(Observation observed) {
        return observed instanceof Observation.Present present ? present.machine() : null;
    }

    // As etcd stores them: otherwise every status would differ from the one just read.
    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    private static Incident seconds(Incident incident) {
        return incident.at() == null ? incident : new Incident(incident.code(), seconds(incident.at()));
    }

    // A container's id has 64 digits; 12 are what its own tools print.
    private static String brief(@Nullable String id) {
        var text = Objects.requireNonNullElse(id, "");
        return text.length() > 24 ? text.substring(0, 12) : text;
    }

    /** {@code Booting}. */
    static String word(InstancePhase phase) {
        var name = phase.name();
        return name.charAt(0) + name.substring(1).toLowerCase(java.util.Locale.ROOT);
    }

    private static String sentence(InstancePhase phase) {
        return switch (phase) {
            case QUEUED -> "No machine is wanted yet.";
            case PROVISIONING -> "The machine is being made.";
            case BOOTING -> "The machine is starting; its gate has not answered yet.";
            case RESUMING -> "The machine is waking; its gate has not answered yet.";
            case SUSPENDING -> "The machine is being suspended.";
            case STOPPING -> "The machine is being switched off for a cold start.";
            case TERMINATING -> "The machine is being destroyed.";
            case READY, SUSPENDED, STOPPED, FAILED -> word(phase) + ".";
        };
    }
}
