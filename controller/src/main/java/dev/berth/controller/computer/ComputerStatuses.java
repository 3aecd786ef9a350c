package dev.berth.controller.computer;

import static java.util.Objects.requireNonNullElse;

import dev.berth.controller.config.PublicUrl;
import dev.berth.controller.status.Words;
import dev.berth.crd.ActivityStatus;
import dev.berth.crd.AliasState;
import dev.berth.crd.AliasStatus;
import dev.berth.crd.ComputerPhase;
import dev.berth.crd.ComputerStatus;
import dev.berth.crd.CredentialRef;
import dev.berth.crd.HeldBy;
import dev.berth.crd.HeldKind;
import dev.berth.crd.Instance;
import dev.berth.crd.InstancePhase;
import dev.berth.crd.Power;
import dev.berth.crd.PowerStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds the status of a Computer from facts and decision. Pure; always the whole. */
final class ComputerStatuses {

    private static final int MAX_BECAUSE = 200;

    private ComputerStatuses() {}

    static ComputerStatus report(ComputerFacts facts, Decision decision, PublicUrl site) {
        var computer = facts.computer();
        var now = facts.now().truncatedTo(ChronoUnit.SECONDS);
        var newest = facts.instance()
                .orElse(facts.instances().isEmpty() ? null : facts.instances().getFirst());
        var agents = AgentStatuses.of(facts, site);
        var aliases = aliases(facts);
        var pending = ComputerPlanner.pendingRestart(facts, decision);
        long number = facts.newestNumber();
        return new ComputerStatus(
                computer.getMetadata().getGeneration(),
                phase(facts, decision, newest),
                site.urlOf(host(facts, aliases, site)),
                region(facts, newest),
                account(facts, newest),
                newest == null ? null : newest.getMetadata().getName(),
                number == 0 ? null : (int) number,
                facts.deleting() ? 0 : AgentStatuses.open(facts.faces()),
                pending.isEmpty() ? null : pending,
                power(facts, decision, newest, now),
                activity(facts, decision, newest),
                agents.isEmpty() ? null : agents,
                aliases.isEmpty() ? null : aliases,
                newest == null || newest.getStatus() == null
                        ? null
                        : newest.getStatus().incident(),
                ComputerConditions.of(facts, decision, now));
    }

    static ComputerPhase phase(ComputerFacts facts, Decision decision, @Nullable Instance newest) {
        if (facts.deleting()) return ComputerPhase.TERMINATING;
        if (facts.computer().getSpec() != null && facts.computer().getSpec().maintenance() != null)
            return ComputerPhase.MAINTENANCE;
        if (newest == null) return decision.wanted().isSuspended() ? ComputerPhase.SUSPENDED : ComputerPhase.PENDING;
        var phase = newest.getStatus() == null ? null : newest.getStatus().phase();
        return phase == null ? ComputerPhase.PENDING : ComputerPhase.valueOf(phase.name());
    }

    private static PowerStatus power(ComputerFacts facts, Decision decision, @Nullable Instance newest, Instant now) {
        var wanted = decision.wanted();
        var before = facts.computer().getStatus() == null
                ? null
                : facts.computer().getStatus().power();
        boolean same = before != null && before.wanted() == wanted.power() && before.since() != null;
        boolean asleep = isAsleep(newest);
        // While it runs and nothing holds it, there is a time at which it sleeps.
        boolean due = wanted.row() == 9 && decision.held().isEmpty() && hasMachine(newest) && !asleep;
        var because = wanted.because();
        return new PowerStatus(
                wanted.power(),
                because.length() > MAX_BECAUSE ? because.substring(0, MAX_BECAUSE - 1) + "…" : because,
                same && before != null ? before.since() : now,
                due ? decision.times().sleepAt() : null,
                sleeps(facts, decision, newest, asleep),
                decision.demands().newest());
    }

    private static @Nullable String sleeps(
            ComputerFacts facts, Decision decision, @Nullable Instance newest, boolean asleep) {
        return switch (decision.wanted().power()) {
            case GONE -> "leaving";
            case HOLD -> "on hold";
            case SUSPENDED -> newest == null || asleep ? newest == null ? null : "asleep" : "now";
            case RUNNING -> {
                if (!hasMachine(newest)) yield null;
                if (facts.computer().getSpec().power() == Power.RUNNING) yield "never";
                yield decision.held().isEmpty()
                        ? Words.at(decision.times().sleepAt(), facts.now())
                        : held(decision.held(), facts.now());
            }
        };
    }

    private static String held(List<HeldBy> all, Instant now) {
        var held = all.getFirst();
        var kind = requireNonNullElse(held.kind(), HeldKind.UNKNOWN);
        var until = held.until() == null ? "" : Words.at(held.until(), now);
        return switch (kind) {
            case AGENT -> "agent at work";
            case LEASE, KEEP_AWAKE_UNTIL, BACKUP -> "held to " + until;
            case UNKNOWN -> "unknown to " + until;
        };
    }

    private static ActivityStatus activity(ComputerFacts facts, Decision decision, @Nullable Instance newest) {
        var before = facts.computer().getStatus() == null
                ? null
                : facts.computer().getStatus().activity();
        var answered = facts.activity().answeredAt();
        var asked = answered.equals(Instant.EPOCH)
                ? before == null ? null : before.askedAt()
                : answered.truncatedTo(ChronoUnit.MINUTES);
        boolean running = newest != null && !isAsleep(newest);
        return new ActivityStatus(
                SleepTimes.ceilMinute(decision.times().last().at()),
                asked,
                running && !decision.held().isEmpty() ? decision.held() : null);
    }

    private static boolean isAsleep(@Nullable Instance newest) {
        var phase = newest == null || newest.getStatus() == null
                ? null
                : newest.getStatus().phase();
        return phase == InstancePhase.SUSPENDED || phase == InstancePhase.STOPPED;
    }

    private static boolean hasMachine(@Nullable Instance newest) {
        return newest != null
                && newest.getStatus() != null
                && newest.getStatus().machineId() != null;
    }

    private static @Nullable String region(ComputerFacts facts, @Nullable Instance newest) {
        var old = facts.computer().getStatus();
        if (old != null && old.region() != null) return old.region();
        return newest == null || newest.getStatus() == null
                ? null
                : newest.getStatus().region();
    }

    /** Like the region: once got it stays, though its Instance goes. */
    private static @Nullable CredentialRef account(ComputerFacts facts, @Nullable Instance newest) {
        var old = facts.computer().getStatus();
        if (old != null && old.credentials() != null) return old.credentials();
        return newest == null ? null : newest.getSpec().credentials();
    }

    private static String host(ComputerFacts facts, List<AliasStatus> aliases, PublicUrl site) {
        return aliases.stream()
                .filter(alias -> alias.state() == AliasState.ACTIVE)
                .map(AliasStatus::host)
                .findFirst()
                .orElse(site.hostOf(facts.computer().getMetadata().getName()));
    }

    private static List<AliasStatus> aliases(ComputerFacts facts) {
        var spec = facts.computer().getSpec();
        if (spec == null || spec.aliases() == null) return List.of();
        return spec.aliases().stream()
                .map(host -> new AliasStatus(
                        host, facts.takenAliases().contains(host) ? AliasState.TAKEN : AliasState.ACTIVE))
                .toList();
    }
}
