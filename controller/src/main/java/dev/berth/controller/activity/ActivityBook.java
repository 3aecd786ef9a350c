package dev.berth.controller.activity;

import dev.berth.ttyd.BoxActivity;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The last answer of every box, by uid of its Instance. Kept in memory alone: activity stays out of etcd, and a new leader asks again.
 */
public final class ActivityBook {

    /**
     * @param answer last answer; null if the box has not answered this process yet
     * @param answeredAt when; {@link Instant#EPOCH} if never
     * @param triedAt when it was asked last
     */
    public record Entry(@Nullable BoxActivity answer, Instant answeredAt, Instant triedAt) {

        static final Entry NONE = new Entry(null, Instant.EPOCH, Instant.EPOCH);

        /** Whether it was asked later than it answered. */
        public boolean silent() {
            return triedAt.isAfter(answeredAt);
        }
    }

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    public Entry of(String instanceUid) {
        return entries.getOrDefault(instanceUid, Entry.NONE);
    }

    public void answered(String instanceUid, BoxActivity answer, Instant at) {
        entries.put(instanceUid, new Entry(answer, at, at));
    }

    public void silent(String instanceUid, Instant at) {
        entries.compute(instanceUid, (uid, before) -> {
            var known = before == null ? Entry.NONE : before;
            return new Entry(known.answer(), known.answeredAt(), at);
        });
    }

    public void forget(String instanceUid) {
        entries.remove(instanceUid);
    }
}
