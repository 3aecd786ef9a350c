package dev.berth.box.face;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which sessions have to end because their face was closed. Pure.
 *
 * <p>DESIGN. The list of open faces may have left the controller before a face was made here, so a session that it lacks is only
 * doubted: it ends once nobody is attached and it is older than {@link #YOUNG_MILLIS}, at the latest {@link #DOUBT_MILLIS} after the
 * list came; a list that has it takes the doubt back. Proxies close the sockets of a closed face, so this is nearly always at once.
 */
public final class ClosingFaces {

    static final long YOUNG_MILLIS = 10_000;
    static final long DOUBT_MILLIS = 60_000;

    /** A session as far as closing it goes; times are monotonic. */
    public record Living(FaceId face, long madeAtMillis, boolean attached) {}

    private final Map<FaceId, Long> doubtedSince = new HashMap<>();

    /** A list of open faces came. */
    public void listed(Set<FaceId> open, Collection<Living> living, long now) {
        doubtedSince.keySet().removeIf(open::contains);
        living.stream()
                .map(Living::face)
                .filter(face -> !open.contains(face))
                .forEach(face -> doubtedSince.putIfAbsent(face, now));
    }

    /** The sessions that end now. */
    public List<FaceId> due(Collection<Living> living, long now) {
        var faces = new HashSet<FaceId>();
        living.forEach(session -> faces.add(session.face()));
        doubtedSince.keySet().retainAll(faces);
        return living.stream()
                .filter(session -> isDue(session, now))
                .map(Living::face)
                .toList();
    }

    private boolean isDue(Living session, long now) {
        Long since = doubtedSince.get(session.face());
        if (since == null) return false;
        if (now - since >= DOUBT_MILLIS) return true;
        return !session.attached() && now - session.madeAtMillis() >= YOUNG_MILLIS;
    }
}
