package dev.berth.crd;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lists of conditions as resources carry them: sorted by type, one entry for each type. Pure; a list that was never written is null and reads as empty.
 *
 * <p>{@code lastTransitionTime} moves only when {@code status} does (meta/v1), so that "since when" survives a better message.
 */
public final class Conditions {

    private Conditions() {}

    /** The condition of this type, or null where nobody has said anything about it. */
    public static @Nullable Condition find(@Nullable List<Condition> conditions, String type) {
        if (conditions == null) return null;
        for (var condition : conditions) if (condition.type().equals(type)) return condition;
        return null;
    }

    /** Whether the condition is there and answers this. */
    public static boolean is(@Nullable List<Condition> conditions, String type, ConditionStatus status) {
        var found = find(conditions, type);
        return found != null && found.status() == status;
    }

    /** The list with this one entry added or replaced. */
    public static List<Condition> set(@Nullable List<Condition> current, Condition next, Instant now) {
        var all = byType(current);
        all.put(next.type(), since(all.get(next.type()), next, now));
        return List.copyOf(all.values());
    }

    /** The whole new list of a status that is always applied as a whole: what {@code next} does not name is gone, times of equal answers are kept. */
    public static List<Condition> merge(@Nullable List<Condition> current, Collection<Condition> next, Instant now) {
        var before = byType(current);
        var after = new TreeMap<String, Condition>();
        for (var condition : next) after.put(condition.type(), since(before.get(condition.type()), condition, now));
        return List.copyOf(after.values());
    }

    private static Map<String, Condition> byType(@Nullable List<Condition> conditions) {
        var sorted = new TreeMap<String, Condition>();
        for (var condition : conditions == null ? List.<Condition>of() : conditions) {
            sorted.put(condition.type(), condition);
        }
        return sorted;
    }

    private static Condition since(@Nullable Condition before, Condition next, Instant now) {
        Instant kept = before != null && before.status() == next.status() ? before.lastTransitionTime() : null;
        Instant time = kept != null ? kept : now.truncatedTo(ChronoUnit.SECONDS);
        return new Condition(
                next.type(), next.status(), next.reason(), next.message(), time, next.observedGeneration());
    }
}
