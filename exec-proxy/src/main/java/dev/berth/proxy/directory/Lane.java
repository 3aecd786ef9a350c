package dev.berth.proxy.directory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one replica knows of the Faces of one agent while people land: the watch's cache, its own last listing and its own writes, merged so that it may count a Face
 * too many but never one too few. Too many costs a listing, too few would break the limit. Guarded by the lock of its agent; no I/O.
 */
final class Lane {

    /** By then the watch has long brought what a listing or an own write said. */
    private static final Duration BELIEVED = Duration.ofSeconds(60);

    private static final Duration FRESH = Duration.ofMillis(250);

    private long seen;
    private Cluster.Listing listing = new Cluster.Listing(List.of(), 0);
    private Instant listedAt = Instant.MIN;
    private final Map<Long, Own> own = new HashMap<>();

    private record Own(FaceView face, Instant at) {}

    /** What the watch has at this instant. */
    record Cache(List<FaceView> faces, long revision, long highestClosedFace) {}

    long seen() {
        return seen;
    }

    boolean listedWithin250Millis(Instant now) {
        return listedAt.plus(FRESH).isAfter(now);
    }

    /** The Face cache is behind the Computer cache: a number was closed that was never seen. */
    boolean behind(Cache cache) {
        return cache.highestClosedFace() > seen;
    }

    /** The Faces known, complete up to {@link #seen}. */
    List<FaceView> view(Cache cache, Instant now) {
        forget(cache, now);
        var view = new TreeMap<Long, FaceView>();
        for (var face : listing.faces()) newer(view, face);
        for (var face : cache.faces()) {
            // Gone by the time of the listing, and the watch has not said so yet.
            boolean outdated = !view.containsKey(face.number())
                    && cache.revision() < listing.revision()
                    && revision(face) <= listing.revision();
            if (!outdated) newer(view, face);
        }
        for (var write : own.values()) newer(view, write.face());
        if (!view.isEmpty()) seen = Math.max(seen, view.lastKey());
        return new ArrayList<>(view.values());
    }

    /** The last listing alone: what was true at one moment. */
    List<FaceView> lastRead() {
        return listing.faces();
    }

    void listed(Cluster.Listing fresh, long highestClosedFace, Instant now) {
        listing = fresh;
        listedAt = now;
        own.values().removeIf(write -> revision(write.face()) <= fresh.revision());
        seen = Math.max(seen, highestClosedFace);
        for (var face : fresh.faces()) seen = Math.max(seen, face.number());
    }

    void created(FaceView face, Instant now) {
        own.put(face.number(), new Own(face, now));
        seen = Math.max(seen, face.number());
    }

    void withdrawn(FaceView face) {
        own.remove(face.number());
    }

    private void forget(Cache cache, Instant now) {
        if (listing.revision() != 0
                && cache.revision() >= listing.revision()
                && listedAt.plus(BELIEVED).isBefore(now)) {
            listing = new Cluster.Listing(List.of(), 0);
        }
        own.values()
                .removeIf(write -> cache.revision() >= revision(write.face())
                        && write.at().plus(BELIEVED).isBefore(now));
    }

    private static void newer(Map<Long, FaceView> view, FaceView face) {
        view.merge(face.number(), face, (a, b) -> revision(a) >= revision(b) ? a : b);
    }

    private static long revision(FaceView face) {
        return Reading.revision(face.resourceVersion());
    }
}
