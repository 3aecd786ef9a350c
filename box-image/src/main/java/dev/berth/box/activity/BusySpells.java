package dev.berth.box.activity;

import java.util.HashMap;
import java.util.Map;

/**
 * How long an agent has been at work with nobody typing, and whether that still counts. Pure.
 *
 * <p>The cap ({@code idle.maxBusy}) bounds work that nobody looks after: typing and an opened intake start its count anew, so {@code top}
 * left open does not hold a computer for ever, and one that a person has just come back to is not cut short. The controller applies the
 * same cap to {@code busyForMillis} once more (its sleep planner), because boxes of an older image may not.
 */
public final class BusySpells {

    private final Map<String, Long> since = new HashMap<>();
    private long countFrom = Long.MIN_VALUE;

    /** A person is there: typing, or the intake was opened for somebody. */
    public void attended(long now) {
        countFrom = now;
    }

    /** This agent is, or is not, at work. */
    public void observe(String agent, boolean busy, long now) {
        if (busy) {
            since.putIfAbsent(agent, now);
        } else {
            since.remove(agent);
        }
    }

    /** 0 while not busy. */
    public long busyForMillis(String agent, long now) {
        Long began = since.get(agent);
        return began == null ? 0 : Math.max(1, now - Math.max(began, countFrom));
    }

    /** @param maxBusyMillis 0: no cap is known yet */
    public boolean counts(String agent, long maxBusyMillis, long now) {
        return since.containsKey(agent) && (maxBusyMillis <= 0 || busyForMillis(agent, now) < maxBusyMillis);
    }
}
