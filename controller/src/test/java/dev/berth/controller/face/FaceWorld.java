package dev.berth.controller.face;

import static java.util.Objects.requireNonNullElse;

import dev.berth.controller.status.Conditions;
import dev.berth.crd.FacePhase;
import dev.berth.crd.FaceSpec;
import dev.berth.crd.FaceStatus;
import dev.berth.ttyd.SessionActivity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The Faces of one agent, their box, a proxy that lands and people with kubectl, on a virtual clock: the planner's own decisions without an API server. */
final class FaceWorld {

    static final int MAX = 3;
    private static final Duration CLOSE_AFTER = Duration.ofHours(1);
    private static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

    /** The process dies here. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }

    /** A Face as it is stored; a change makes another one. */
    record Stored(long number, Instant createdAt, boolean byProxy, FaceStatus status, boolean closing) {}

    private record Session(boolean attached, Instant since) {}

    private final Random random;
    private final Brain brain;
    private final Set<Long> numbers = new HashSet<>();
    private final Map<Long, Session> sessions = new HashMap<>();
    private Map<Long, Session> answer = Map.of();
    private Instant answeredAt = Instant.EPOCH;
    private Map<Long, Stored> cache = new TreeMap<>();
    private long cachedHighestClosed;
    /** The cache of Computers, which has a watch of its own, does not know this one yet, or only an earlier one. */
    private boolean computerMissed;

    private boolean agentMissed;
    private int boot = 1;
    private Instant readySince = START;
    final Map<Long, Stored> api = new TreeMap<>();
    final List<String> violations = new ArrayList<>();
    Instant now = START;
    long highestClosed;
    boolean ready = true;
    boolean mute;
    boolean leaves;
    boolean agentGone;
    boolean calm;

    FaceWorld(Random random, Brain brain) {
        this.random = random;
        this.brain = brain;
    }

    /** Faces arrive in the order in which they were written; the Computer's number has a watch of its own. */
    void watch() {
        if (calm || random.nextInt(3) == 0) cache = new TreeMap<>(api);
        if (calm || random.nextInt(3) == 0) {
            cachedHighestClosed = highestClosed;
            computerMissed = leaves;
            agentMissed = agentGone;
        }
    }

    void takeOver() {
        cache = new TreeMap<>(api);
        cachedHighestClosed = 0;
        computerMissed = true;
        answer = Map.of();
        answeredAt = Instant.EPOCH;
    }

    /** Two workers decide on what one cache shows, then both write. */
    void run(long one, long other) {
        var first = cache.get(one);
        var second = cache.get(other);
        var decided = first == null ? null : decide(first);
        var decidedToo = second == null || one == other ? null : decide(second);
        if (first != null && decided != null) act(first, decided);
        mayCrash();
        if (second != null && decidedToo != null) act(second, decidedToo);
    }

    private void mayCrash() {
        if (!calm && random.nextInt(12) == 0) throw new Crash();
    }

    private record Decided(FaceFacts facts, FacePlan plan) {}

    private @Nullable Decided decide(Stored face) {
        if (face.closing()) return null;
        var facts = facts(face);
        var plan = brain.plan(facts);
        if (!(plan instanceof FacePlan.Ask)) return new Decided(facts, plan);
        if (mute || !ready) return null;
        answer = Map.copyOf(sessions);
        answeredAt = now;
        facts = facts(face);
        return new Decided(facts, brain.plan(facts));
    }

    private void act(Stored face, Decided decided) {
        var stored = api.get(face.number());
        if (stored == null || stored.closing()) return;
        if (decided.plan() instanceof FacePlan.Close close) {
            // A delete names no resourceVersion: what counts is who uses it.
            var session = sessions.get(face.number());
            boolean used =
                    session != null && session.attached() && session.since().isBefore(now.minusSeconds(70));
            if (used
                    && face.status().phase() == FacePhase.OPEN
                    && boot().equals(face.status().bootId()))
                violations.add("face " + face.number() + " closed under its user: " + close.why());
            put(close(stored));
            return;
        }
        var spec = new FaceSpec("calm-meadow-4821", "main", face.number(), "dev:me", null, null);
        var status = FaceStatuses.report(decided.plan(), decided.facts(), spec, 1);
        if (status == null || status.equals(face.status()) || !stored.equals(face)) return;
        boolean accepts = status.phase() == FacePhase.OPEN && face.status().phase() != FacePhase.OPEN;
        if (status.phase() == FacePhase.REJECTED && reason(status).equals("ComputerNotFound"))
            violations.add("face " + face.number() + " turned away, although its computer is there");
        if (status.phase() == FacePhase.REJECTED && reason(status).equals("AgentNotFound") && !agentGone)
            violations.add("face " + face.number() + " turned away, although its agent is there");
        // Whom the proxy let in it has counted, until the face was rejected.
        boolean counted = face.byProxy() && face.status().phase() != FacePhase.REJECTED;
        if (accepts && !counted && accepted(face.number()) >= MAX)
            violations.add("face " + face.number() + " accepted beside " + accepted(face.number()));
        put(new Stored(face.number(), face.createdAt(), face.byProxy(), status, false));
    }

    private static String reason(FaceStatus status) {
        return Conditions.reason(status.conditions(), FaceStatuses.ACCEPTED);
    }

    private long accepted(long but) {
        return api.values().stream()
                .filter(face -> face.number() != but && !face.closing())
                .filter(face -> face.status().phase() != FacePhase.REJECTED)
                .filter(face -> face.byProxy() || face.status().phase() == FacePhase.OPEN)
                .count();
    }

    /** An own write is in the cache at once. */
    private void put(Stored face) {
        api.put(face.number(), face);
        cache.put(face.number(), face);
    }

    private FaceFacts facts(Stored face) {
        int others = (int) cache.values().stream()
                .filter(other -> other.number() != face.number() && !other.closing())
                .filter(other -> brain.counts(other.status()))
                .count();
        var session = answer.get(face.number());
        return new FaceFacts(
                "main/" + face.number(),
                face.createdAt(),
                face.byProxy(),
                face.status(),
                !brain.isAbsent(computerMissed, leaves),
                false,
                !brain.isAbsent(agentMissed, agentGone),
                others,
                MAX,
                null,
                ready,
                ready ? readySince : Instant.EPOCH,
                boot(),
                CLOSE_AFTER,
                answeredAt,
                session == null ? null : said(face.number(), session),
                !ready,
                now);
    }

    private SessionActivity said(long number, Session session) {
        long age = session.attached()
                ? 0
                : Duration.between(session.since(), answeredAt).toMillis();
        return new SessionActivity("main/" + number, session.attached(), age, false);
    }

    private String boot() {
        return "b" + boot;
    }

    /** The Face's finalizer, on what the caches know. */
    void sweep() {
        for (var face : List.copyOf(cache.values())) {
            if (!face.closing()) continue;
            boolean goes = brain.leaves(computerMissed, leaves) || brain.mayGo(cachedHighestClosed, face.number());
            if (!goes) continue;
            if (!leaves && api.containsKey(face.number()) && highestClosed < face.number())
                violations.add("face " + face.number() + " went before its number was stored");
            api.remove(face.number());
            cache.remove(face.number());
            sessions.remove(face.number());
        }
    }

    /** The Computer's status. */
    void storeClosed() {
        for (var face : api.values()) if (face.closing()) highestClosed = Math.max(highestClosed, face.number());
    }

    /** A replica that knows Faces up to {@code seen} lands a visitor, by a fresh list (resources.md 4.2). */
    void land(long seen) {
        long number = seen + 1;
        long open = api.values().stream()
                .filter(face -> !face.closing() && face.status().phase() != FacePhase.REJECTED)
                .count();
        if (leaves || agentGone || open >= MAX || api.containsKey(number) || highestClosed >= number) return;
        add(number, true);
    }

    /** Somebody with kubectl, who leaves a gap now and then. */
    void apply() {
        if (!leaves) add(highest() + 1 + random.nextInt(2), false);
    }

    private void add(long number, boolean byProxy) {
        if (!numbers.add(number)) violations.add("face number " + number + " used twice");
        api.put(number, new Stored(number, now, byProxy, FaceStatuses.NONE, false));
    }

    long highest() {
        return numbers.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    void close(long number) {
        var face = api.get(number);
        if (face != null) api.put(number, close(face));
    }

    private static Stored close(Stored face) {
        return new Stored(face.number(), face.createdAt(), face.byProxy(), face.status(), true);
    }

    void attach(long number) {
        var face = api.get(number);
        if (face == null || face.closing() || !ready || face.status().phase() == FacePhase.REJECTED) return;
        var made = requireNonNullElse(face.status().bootId(), "");
        if (sessions.containsKey(number) || made.isEmpty() || made.equals(boot()))
            sessions.put(number, new Session(true, now));
    }

    void detach(long number) {
        if (sessions.containsKey(number)) sessions.put(number, new Session(false, now));
    }

    void detachAll() {
        sessions.replaceAll((_, session) -> session.attached() ? new Session(false, now) : session);
    }

    void sleep() {
        ready = false;
        detachAll();
    }

    void wake(boolean cold) {
        if (ready) return;
        ready = true;
        readySince = now;
        if (!cold) return;
        boot++;
        sessions.clear();
        answer = Map.of();
    }
}
