package dev.berth.controller.activity;

import dev.berth.crd.HeldBy;
import dev.berth.crd.HeldKind;
import dev.berth.ttyd.BoxActivity;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What a box's answer says (resources.md 4.4). Pure.
 *
 * @param lastActiveAt last key or preview request; {@link Instant#EPOCH} if there was none
 * @param held what keeps it awake now, at most 8
 */
public record Idleness(Instant lastActiveAt, List<HeldBy> held) {

    private static final int MAX_HELD = 8;

    /**
     * @param at when the box answered: it speaks in ages, because its clock may be behind
     */
    public static Idleness of(BoxActivity answer, Idle idle, Instant at) {
        var last = later(since(at, answer.inputAgeMillis()), since(at, answer.previewAgeMillis()));
        var held = new ArrayList<HeldBy>();
        for (var agent : answer.agents()) {
            var left = idle.maxBusy().minusMillis(agent.busyForMillis());
            if (agent.busy() && left.isPositive())
                held.add(new HeldBy(HeldKind.AGENT, name(agent.what(), agent.agent()), minute(at.plus(left))));
        }
        for (var lease : answer.leases()) {
            var left = Duration.ofMillis(lease.remainingMillis());
            if (left.isPositive())
                held.add(new HeldBy(
                        HeldKind.LEASE,
                        name(lease.holder(), "lease"),
                        minute(at.plus(left.compareTo(idle.maxLease()) < 0 ? left : idle.maxLease()))));
        }
        return new Idleness(last, List.copyOf(held.subList(0, Math.min(MAX_HELD, held.size()))));
    }

    /** Whether nothing has happened for {@code idle.after}, and nothing holds it. */
    public boolean isIdle(Idle idle, Instant now) {
        return held.isEmpty() && !lastActiveAt.plus(idle.after()).isAfter(now);
    }

    private static Instant since(Instant at, long ageMillis) {
        return ageMillis < 0 ? Instant.EPOCH : at.minusMillis(ageMillis);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    // Whole minutes, so that asking again does not change the status.
    private static Instant minute(Instant time) {
        return time.truncatedTo(ChronoUnit.MINUTES);
    }

    private static String name(String text, String fallback) {
        var printable = text.replaceAll("\\p{Cntrl}", "").strip();
        if (printable.isEmpty()) return fallback;
        return printable.length() > 60 ? printable.substring(0, 59) + "…" : printable;
    }
}
