package dev.berth.box.gate;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;

/** Ids of grants that were used, each kept until its grant expires; at most {@link #MAX}, and when those are full nobody comes in. */
final class SpentGrants {

    /** A minute of 270 requests a second; some 3 MB. */
    static final int MAX = 16_384;

    private record Spent(String jti, Instant exp) {}

    private final Set<String> ids = new HashSet<>();
    private final PriorityQueue<Spent> byExpiry = new PriorityQueue<>(Comparator.comparing(Spent::exp));

    enum Spending {
        FIRST,
        AGAIN,
        FULL
    }

    Spending spend(String jti, Instant exp, Instant now) {
        while (!byExpiry.isEmpty() && !now.isBefore(byExpiry.peek().exp())) {
            ids.remove(byExpiry.remove().jti());
        }
        if (ids.contains(jti)) return Spending.AGAIN;
        if (ids.size() >= MAX) return Spending.FULL;
        ids.add(jti);
        byExpiry.add(new Spent(jti, exp));
        return Spending.FIRST;
    }

    int size() {
        return ids.size();
    }
}
