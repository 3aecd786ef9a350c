package dev.berth.controller.computer;

import static java.util.Objects.requireNonNullElse;

import dev.berth.controller.status.Conditions;
import dev.berth.controller.status.Words;
import dev.berth.crd.ComputerStatus;
import dev.berth.crd.Condition;
import dev.berth.crd.ConditionStatus;
import dev.berth.crd.Instance;
import dev.berth.crd.InstancePhase;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conditions of a Computer (resources.md 2). Pure. */
final class ComputerConditions {

    static final String ACCEPTED = "Accepted";
    static final String READY = "Ready";
    static final String RUNNING = "Running";
    static final String MAINTENANCE = "Maintenance";

    /** One condition but for its type. */
    private record Word(ConditionStatus status, String reason, String message) {

        static Word yes(String reason, String message) {
            return new Word(ConditionStatus.TRUE, reason, message);
        }

        static Word no(String reason, String message) {
            return new Word(ConditionStatus.FALSE, reason, message);
        }

        static Word maybe(String reason, String message) {
            return new Word(ConditionStatus.UNKNOWN, reason, message);
        }
    }

    private final ComputerFacts facts;
    private final Decision decision;
    private final @Nullable Instance instance;
    private final InstancePhase phase;

    private ComputerConditions(ComputerFacts facts, Decision decision) {
        this.facts = facts;
        this.decision = decision;
        this.instance = facts.instances().isEmpty()
                ? null
                : facts.instance().orElse(facts.instances().getFirst());
        this.phase = instance == null || instance.getStatus() == null
                ? InstancePhase.QUEUED
                : requireNonNullElse(instance.getStatus().phase(), InstancePhase.QUEUED);
    }

    static List<Condition> of(ComputerFacts facts, Decision decision, Instant transition) {
        return new ComputerConditions(facts, decision).list(transition);
    }

    private List<Condition> list(Instant transition) {
        var meta = facts.computer().getMetadata();
        var conditions = Conditions.after(old(), meta.getGeneration(), transition);
        switch (decision.acceptance()) {
            case Acceptance.Accepted accepted -> conditions.isTrue(ACCEPTED, "Accepted", accepted.message());
            case Acceptance.Refused refused -> conditions.isFalse(ACCEPTED, refused.reason(), refused.message());
        }
        var ready = ready();
        conditions.set(READY, ready.status(), ready.reason(), ready.message());
        var running = running();
        conditions.set(RUNNING, running.status(), running.reason(), running.message());
        if (facts.computer().getSpec() != null && facts.computer().getSpec().maintenance() != null)
            conditions.isTrue(MAINTENANCE, "Requested", maintenance());
        return conditions.list();
    }

    private Word ready() {
        if (facts.deleting()) return terminating();
        if (facts.computer().getSpec() != null && facts.computer().getSpec().maintenance() != null)
            return Word.no("Maintenance", maintenance());
        if (decision.acceptance() instanceof Acceptance.Refused refused && phase != InstancePhase.READY)
            return Word.no("NotAccepted", refused.message());
        if (instance == null) return withoutInstance();
        var trouble = trouble();
        return switch (phase) {
            case READY -> {
                var provisioned = Conditions.find(instance.getStatus().conditions(), "Provisioned");
                yield provisioned != null && provisioned.status() == ConditionStatus.UNKNOWN
                        ? Word.maybe(
                                "ProviderUnknown",
                                Conditions.message(instance.getStatus().conditions(), "Provisioned"))
                        : Word.yes("Running", "A terminal can be opened.");
            }
            case SUSPENDED, STOPPED -> asleep();
            case SUSPENDING, STOPPING ->
                trouble != null ? trouble : Word.yes("Suspending", "It goes to sleep; the next visit wakes it.");
            case QUEUED, PROVISIONING, BOOTING, RESUMING ->
                trouble != null
                        ? trouble
                        : wasReady()
                                ? Word.yes("Waking", "It is waking; a visit waits for it.")
                                : Word.no("Booting", "The machine is being made and started for the first time.");
            case TERMINATING -> Word.no("Booting", "The last machine leaves; then a new one is made.");
            case FAILED -> trouble != null ? trouble : Word.no("ProviderRefused", "The last try failed.");
        };
    }

    private Word running() {
        if (instance == null) return Word.no("Suspended", "No machine runs.");
        var trouble = trouble();
        return switch (phase) {
            case READY ->
                facts.activity().silent()
                        ? Word.maybe("BoxSilent", "The machine runs, but its box does not answer.")
                        : Word.yes("Answered", "The box answers.");
            case SUSPENDED, STOPPED -> Word.no("Suspended", "The machine sleeps.");
            case SUSPENDING, STOPPING -> Word.no("Suspending", "The machine is being put to sleep.");
            case RESUMING -> trouble != null ? trouble : Word.no("Waking", "The machine is waking.");
            case QUEUED, PROVISIONING, BOOTING, FAILED ->
                trouble != null ? trouble : Word.no("Starting", "The machine is starting.");
            case TERMINATING -> Word.no("Terminating", "The machine is being destroyed.");
        };
    }

    private Word withoutInstance() {
        return decision.wanted().isSuspended()
                ? asleep()
                : Word.no("Booting", "The machine is being made and started for the first time.");
    }

    private Word asleep() {
        if (decision.wanted().row() == 5)
            return Word.yes(
                    "SuspendedByOwner", "Its owner keeps it asleep; set spec.power to Auto to let a visit wake it.");
        var capabilities = instance == null || instance.getStatus() == null
                ? null
                : instance.getStatus().capabilities();
        boolean memory = capabilities == null || !Boolean.FALSE.equals(capabilities.keepsMemory());
        return Word.yes(
                "Suspended",
                memory && phase != InstancePhase.STOPPED
                        ? "Suspended with its memory; the next visit wakes it."
                        : "Asleep, its files are kept; the next visit starts it anew.");
    }

    private Word terminating() {
        if (instance != null
                && instance.getStatus() != null
                && instance.getStatus().incident() != null)
            return Word.no(
                    Conditions.reason(instance.getStatus().conditions(), READY),
                    Conditions.message(instance.getStatus().conditions(), READY));
        return Word.no("Terminating", "It is being deleted; what is left: " + left() + ".");
    }

    private String left() {
        if (!facts.faces().isEmpty()) return facts.faces().size() + " faces";
        return instance == null
                ? "nothing"
                : "machine of " + instance.getMetadata().getName();
    }

    private @Nullable Word trouble() {
        if (instance == null
                || instance.getStatus() == null
                || instance.getStatus().incident() == null) return null;
        var conditions = instance.getStatus().conditions();
        return Word.no(Conditions.reason(conditions, READY), Conditions.message(conditions, READY));
    }

    private String maintenance() {
        var maintenance = facts.computer().getSpec().maintenance();
        if (maintenance == null) return "";
        var back = maintenance.eta() == null ? "" : "; back about " + Words.at(maintenance.eta(), facts.now());
        return Words.open(maintenance.reason()) + back + ".";
    }

    private boolean wasReady() {
        return Conditions.isTrue(old(), READY);
    }

    private @Nullable List<Condition> old() {
        ComputerStatus status = facts.computer().getStatus();
        return status == null ? null : status.conditions();
    }
}
