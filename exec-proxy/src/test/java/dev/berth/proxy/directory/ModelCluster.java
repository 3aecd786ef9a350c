package dev.berth.proxy.directory;

import dev.berth.crd.DemandWant;
import dev.berth.crd.WakeReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The API server as far as faces need it, in memory: revisions, finalizers, highestClosedFace. {@link Fault} plants what must be found. */
final class ModelCluster implements Cluster {

    /** Mistakes of a server or of the algorithm; the tests must notice each. */
    enum Fault {
        NONE,
        /** The finalizer is dropped before highestClosedFace is written. */
        FORGETS_CLOSED_NUMBERS,
        /** A POST of a taken name succeeds. */
        CREATES_TWICE,
        /** A LIST is answered from a cache. */
        LISTS_STALE,
        /** GET after POST is answered from before. */
        READS_STALE_NUMBERS,
        /** A Face that was given back stays. */
        KEEPS_WHAT_IS_GIVEN_BACK,
        /** Optimistic locking is off: every demand is written. */
        IGNORES_REVISIONS
    }

    final ComputerView computer;
    private final Fault fault;
    private long revision = 100;
    private final TreeMap<Long, FaceView> stored = new TreeMap<>();
    private final Map<Long, List<FaceView>> history = new HashMap<>();
    final List<Long> given = new ArrayList<>();
    final TreeSet<Long> everCreated = new TreeSet<>();
    private long highestClosed;
    private long staleHighestClosed;
    int demandWrites;
    int mostOpen;

    ModelCluster(ComputerView computer, Fault fault) {
        this.computer = computer;
        this.fault = fault;
        remember();
    }

    @Override
    public synchronized Created create(FaceDraft draft) {
        if (stored.containsKey(draft.number()) && fault != Fault.CREATES_TWICE) return new Created.Taken();
        revision++;
        var base = Computers.face(computer, draft.number());
        var face = new FaceView(
                base.computer(),
                draft.agent(),
                draft.number(),
                "uid-" + revision,
                draft.incarnation(),
                Long.toString(revision),
                draft.createdBy(),
                base.mode(),
                base.access(),
                false,
                false,
                "",
                Computers.NOW,
                ComputerView.NEVER,
                FaceView.DemandView.NONE);
        stored.put(draft.number(), face);
        remember();
        return new Created.Made(face);
    }

    @Override
    public synchronized Listing list(ComputerKey key, String agent) {
        if (fault == Fault.LISTS_STALE) {
            var first = history.keySet().stream().min(Long::compare).orElse(revision);
            return new Listing(history.getOrDefault(first, List.of()), first);
        }
        return new Listing(List.copyOf(stored.values()), revision);
    }

    @Override
    public synchronized Optional<Numbers> numbers(ComputerKey key, String agent) {
        return Optional.of(new Numbers(
                computer.incarnation(), fault == Fault.READS_STALE_NUMBERS ? staleHighestClosed : highestClosed));
    }

    @Override
    public synchronized Optional<FaceView> face(ComputerKey key, String agent, long number) {
        return Optional.ofNullable(stored.get(number));
    }

    @Override
    public synchronized void delete(FaceView face) {
        var now = stored.get(face.number());
        if (now == null || !now.incarnation().equals(face.incarnation())) return;
        revision++;
        stored.put(face.number(), revised(Computers.closing(now)));
        remember();
    }

    /** The allocator's own DELETE. */
    void giveBack(FaceView face) {
        if (fault != Fault.KEEPS_WHAT_IS_GIVEN_BACK) delete(face);
    }

    /** What the controller does with a closing Face: first the number into the Computer, then the finalizer. */
    synchronized void finish(long number) {
        var face = stored.get(number);
        if (face == null || !face.closing()) return;
        revision++;
        if (fault != Fault.FORGETS_CLOSED_NUMBERS) highestClosed = Math.max(highestClosed, number);
        stored.remove(number);
        remember();
    }

    @Override
    public synchronized Applied demand(FaceView face, DemandWant want, Instant at, WakeReason reason) {
        var now = stored.get(face.number());
        if (now == null) return new Applied.Gone();
        if (!now.resourceVersion().equals(face.resourceVersion()) && fault != Fault.IGNORES_REVISIONS)
            return new Applied.Changed();
        revision++;
        demandWrites++;
        var written = revised(Computers.demanded(now, new FaceView.DemandView(want, at), now.createdAt()));
        stored.put(face.number(), written);
        remember();
        return new Applied.Written(written);
    }

    synchronized List<FaceView> open() {
        return stored.values().stream().filter(FaceView::open).toList();
    }

    synchronized List<FaceView> all() {
        return List.copyOf(stored.values());
    }

    synchronized long revision() {
        return revision;
    }

    synchronized long highestClosed() {
        return highestClosed;
    }

    /** A watch that has come as far as a revision. */
    synchronized List<FaceView> at(long seen) {
        for (long r = seen; r >= 0; r--) {
            var then = history.get(r);
            if (then != null) return then;
        }
        return List.of();
    }

    private FaceView revised(FaceView f) {
        return new FaceView(
                f.computer(),
                f.agent(),
                f.number(),
                f.incarnation(),
                f.computerIncarnation(),
                Long.toString(revision),
                f.createdBy(),
                f.mode(),
                f.access(),
                f.closing(),
                f.rejected(),
                f.bootId(),
                f.createdAt(),
                f.lastUsedAt(),
                f.demand());
    }

    private void remember() {
        history.put(revision, List.copyOf(stored.values()));
        mostOpen = Math.max(
                mostOpen, (int) stored.values().stream().filter(FaceView::open).count());
    }
}
