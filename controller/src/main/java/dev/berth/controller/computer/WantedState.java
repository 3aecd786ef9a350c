package dev.berth.controller.computer;

import static dev.berth.crd.WantedPower.GONE;
import static dev.berth.crd.WantedPower.HOLD;
import static dev.berth.crd.WantedPower.RUNNING;
import static dev.berth.crd.WantedPower.SUSPENDED;

import dev.berth.controller.status.Words;
import dev.berth.crd.HeldBy;
import dev.berth.crd.HeldKind;

/** Decides what a computer wants from its machine. Pure: same facts, same answer. Order is precedence (resources.md 3.1). */
final class WantedState {

    private WantedState() {}

    static Wanted of(WantedFacts facts) {
        if (facts.paused()) return new Wanted(1, HOLD, "It is paused by annotation");
        if (facts.deleting()) return new Wanted(2, GONE, "It is being deleted");
        if (facts.maintenance() != null) return new Wanted(3, HOLD, "Maintenance: " + Words.open(facts.maintenance()));
        if (facts.refusal() != null) return new Wanted(4, HOLD, Words.open(facts.refusal()));
        if (facts.power() == null)
            return new Wanted(4, HOLD, "Its power is of a kind that this controller does not know");
        return switch (facts.power()) {
            case SUSPENDED -> new Wanted(5, SUSPENDED, "Its owner keeps it asleep");
            case RUNNING -> facts.quotaSpent() ? spent() : new Wanted(7, RUNNING, "Its owner keeps it running");
            case AUTO -> facts.quotaSpent() ? spent() : byDemand(facts);
        };
    }

    private static Wanted spent() {
        return new Wanted(6, SUSPENDED, "This month's hours are used up");
    }

    private static Wanted byDemand(WantedFacts facts) {
        var now = facts.now();
        if (facts.asleepAt().isAfter(facts.awakeAt()))
            return new Wanted(8, SUSPENDED, "Its owner sent it to sleep at " + Words.at(facts.asleepAt()));
        if (!facts.heldBy().isEmpty())
            return new Wanted(9, RUNNING, held(facts.heldBy().getFirst()));
        if (facts.keepAwakeUntil().isAfter(now))
            return new Wanted(9, RUNNING, "It is kept awake until " + Words.at(facts.keepAwakeUntil(), now));
        if (facts.sleepAt().isAfter(now))
            return new Wanted(9, RUNNING, facts.lastUsed().what());
        if (facts.silentUntil() != null && facts.silentUntil().isAfter(now))
            return new Wanted(
                    10,
                    RUNNING,
                    "Its box does not answer, so it is left awake until " + Words.at(facts.silentUntil(), now));
        return new Wanted(
                11,
                SUSPENDED,
                facts.silentUntil() == null
                        ? "Nobody has used it since "
                                + Words.at(facts.lastUsed().at(), now)
                        : "Its box has not answered for too long");
    }

    private static String held(HeldBy held) {
        var what = held.what() == null ? "" : held.what();
        return switch (held.kind() == null ? HeldKind.UNKNOWN : held.kind()) {
            case AGENT -> "An agent is at work: " + what;
            case LEASE -> "Kept awake by " + what;
            case KEEP_AWAKE_UNTIL -> "It is kept awake by its spec";
            case BACKUP -> "A backup is running";
            case UNKNOWN -> "It is kept awake";
        };
    }
}
