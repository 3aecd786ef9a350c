package dev.berth.proxy.relay.control;

import dev.berth.ttyd.AgentActivity;
import dev.berth.ttyd.BoxActivity;
import dev.berth.ttyd.BoxLease;
import dev.berth.ttyd.BoxSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a box last said.
 *
 * @param at when it answered; {@link Instant#MIN} if it never did
 */
record BoxReport(
        Instant at,
        String bootId,
        Instant lastActiveAt,
        List<AgentActivity> busy,
        List<BoxLease> leases,
        List<BoxSession> sessions) {

    static final BoxReport NONE = new BoxReport(Instant.MIN, "", Instant.MIN, List.of(), List.of(), List.of());

    static BoxReport of(BoxActivity activity, List<BoxSession> sessions, Instant now) {
        return new BoxReport(
                now,
                activity.bootId(),
                later(ago(activity.inputAgeMillis(), now), ago(activity.previewAgeMillis(), now)),
                activity.agents().stream().filter(AgentActivity::busy).toList(),
                activity.leases(),
                sessions);
    }

    boolean known() {
        return !at.equals(Instant.MIN);
    }

    /** Work or a lease keeps it awake, whatever the time. */
    boolean held() {
        return !busy.isEmpty() || !leases.isEmpty();
    }

    /** When it sleeps if nothing happens; empty while it is held or nothing is known. */
    Optional<Instant> sleepsAt(Duration idleAfter) {
        return held() || lastActiveAt.equals(Instant.MIN)
                ? Optional.empty()
                : Optional.of(lastActiveAt.plus(idleAfter));
    }

    Optional<BoxSession> session(String face) {
        return sessions.stream().filter(s -> face.equals(s.face())).findFirst();
    }

    private static Instant ago(long millis, Instant now) {
        return millis < 0 ? Instant.MIN : now.minusMillis(millis);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
