package dev.berth.controller.face;

import static java.util.Objects.requireNonNullElse;

import dev.berth.controller.status.Conditions;
import dev.berth.crd.FacePhase;
import dev.berth.crd.FaceStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Accepts, rejects and closes Faces (resources.md 3.3). Pure. */
final class FacePlanner {

    static final Duration GRACE = Duration.ofMinutes(10);
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration HOURLY = Duration.ofHours(1);

    private FacePlanner() {}

    static FacePlan plan(FaceFacts facts) {
        if (facts.stranger()) return new FacePlan.Close("it belonged to an earlier computer of this name");
        var rejected = rejection(facts);
        if (rejected != null) return rejected;
        var before = requireNonNullElse(facts.status().bootId(), "");
        boolean lost = !before.isEmpty() && facts.boxReady() && !before.equals(facts.bootId());
        if (lost) return lost(facts, before);
        return facts.boxReady() ? used(facts) : open(facts, before);
    }

    /**
     * Whether a Face takes a place: all but the rejected. One that nobody has decided on yet counts too, so of two Faces the younger always sees the older, and workers that decide at the
     * same time can never accept both into the last place.
     */
    static boolean counts(FaceStatus other) {
        return other.phase() != FacePhase.REJECTED;
    }

    /**
     * Whether a closing Face of a computer that stays may go: once its number can never be given again (resources.md 4.2), and what it asked for cannot be forgotten.
     *
     * @param demandKept the Computer's status keeps its demand, or a newer one
     */
    static boolean mayGo(long highestClosed, long number, boolean demandKept) {
        return highestClosed >= number && demandKept;
    }

    private static @Nullable FacePlan rejection(FaceFacts facts) {
        // Whoever was turned away stays so: proxies have not counted it since, and its place may be another's.
        if (facts.status().phase() == FacePhase.REJECTED) return rejectedBefore(facts);
        if (!facts.computer())
            return reject(facts, "ComputerNotFound", "Its computer does not exist; delete this face.");
        // Once open it stays open, also below a limit that was lowered, and when its agent is missing from the spec.
        if (facts.status().phase() == FacePhase.OPEN) return null;
        if (!facts.agentKnown())
            return reject(
                    facts,
                    "AgentNotFound",
                    "The computer has no agent " + agent(facts) + "; add it to spec.agents and open another face.");
        if (facts.createdByProxy() || facts.othersOpen() < facts.maxFaces()) return null;
        return reject(
                facts,
                "FaceLimit",
                "Agent " + agent(facts) + " already has " + facts.othersOpen()
                        + " open faces; close one and create another.");
    }

    private static FacePlan rejectedBefore(FaceFacts facts) {
        var conditions = facts.status().conditions();
        return reject(
                facts,
                Conditions.reason(conditions, FaceStatuses.ACCEPTED),
                Conditions.message(conditions, FaceStatuses.ACCEPTED));
    }

    private static FacePlan reject(FaceFacts facts, String reason, String message) {
        var condition = Conditions.find(facts.status().conditions(), FaceStatuses.ACCEPTED);
        var since = facts.status().phase() == FacePhase.REJECTED && condition != null
                ? requireNonNullElse(condition.lastTransitionTime(), facts.createdAt())
                : facts.now();
        return isOver(since, GRACE, facts.now())
                ? new FacePlan.Close("it was rejected 10 minutes ago")
                : new FacePlan.Reject(reason, message, left(since, GRACE, facts.now()));
    }

    private static FacePlan lost(FaceFacts facts, String before) {
        var ready = Conditions.find(facts.status().conditions(), FaceStatuses.READY);
        boolean told = ready != null && "Lost".equals(ready.reason());
        var since = told && ready != null ? requireNonNullElse(ready.lastTransitionTime(), facts.now()) : facts.now();
        return isOver(since, GRACE, facts.now())
                ? new FacePlan.Close("its session ended with a restart of the machine")
                : new FacePlan.Open(before, true, facts.status().lastUsedAt(), left(since, GRACE, facts.now()));
    }

    /** The box answers: a face that nobody uses is closed, but never on an old answer. */
    private static FacePlan used(FaceFacts facts) {
        var usedAt = facts.status().lastUsedAt();
        boolean never = usedAt == null;
        var limit = never ? GRACE : facts.closeAfter();
        // A face is not held against the time its computer slept, nor closed under a visit that has just woken it.
        var since = later(later(requireNonNullElse(usedAt, facts.createdAt()), facts.readySince()), wokenAt(facts));
        if (!isOver(since, limit, facts.now())) return open(facts, facts.bootId());
        if (facts.answeredAt().plus(FRESH).isBefore(facts.now())) return new FacePlan.Ask();
        var session = facts.session();
        if (session == null)
            return new FacePlan.Close(never ? "nobody attached to it for 10 minutes" : "its session has ended");
        boolean idle = !session.attached()
                && !session.busy()
                && session.ageMillis() >= facts.closeAfter().toMillis();
        return idle
                ? new FacePlan.Close("nobody used it for " + dev.berth.crd.Durations.format(facts.closeAfter()))
                : open(facts, facts.bootId());
    }

    private static FacePlan.Open open(FaceFacts facts, String bootId) {
        var before = facts.status().lastUsedAt();
        var said = said(facts);
        boolean later = said != null && (before == null || said.isAfter(before));
        boolean due = later
                && (facts.asleep()
                        || (before == null && isOver(facts.createdAt(), GRACE, facts.now()))
                        || (before != null && isOver(before, HOURLY, facts.now())));
        var usedAt = due ? said : before;
        var next = usedAt == null
                ? left(facts.createdAt(), GRACE, facts.now())
                : left(usedAt, facts.closeAfter(), facts.now());
        return new FacePlan.Open(bootId, false, usedAt, next);
    }

    private static @Nullable Instant said(FaceFacts facts) {
        var session = facts.session();
        if (session == null) return null;
        var at = session.attached() ? facts.answeredAt() : facts.answeredAt().minusMillis(session.ageMillis());
        return at.truncatedTo(ChronoUnit.MINUTES);
    }

    private static Instant wokenAt(FaceFacts facts) {
        var demand = facts.status().demand();
        return demand == null ? Instant.EPOCH : requireNonNullElse(demand.at(), Instant.EPOCH);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static boolean isOver(Instant since, Duration limit, Instant now) {
        return !since.plus(limit).isAfter(now);
    }

    private static Duration left(Instant since, Duration limit, Instant now) {
        var left = Duration.between(now, since.plus(limit));
        return left.compareTo(FRESH) < 0 ? FRESH : left;
    }

    private static String agent(FaceFacts facts) {
        int slash = facts.name().indexOf('/');
        return slash < 0 ? facts.name() : facts.name().substring(0, slash);
    }
}
