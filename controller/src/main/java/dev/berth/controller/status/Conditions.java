package dev.berth.controller.status;

import dev.berth.crd.Condition;
import dev.berth.crd.ConditionStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of one status, sorted by type.
 *
 * <p>{@code lastTransitionTime} moves only with {@code status}, so that the same facts give the same bytes and nothing is written.
 */
public final class Conditions {

    private static final int MAX_MESSAGE = 1024;

    private final TreeMap<String, Condition> byType = new TreeMap<>();
    private final List<Condition> old;
    private final long generation;
    private final Instant now;

    private Conditions(List<Condition> old, long generation, Instant now) {
        this.old = old;
        this.generation = generation;
        this.now = now;
    }

    /** Starts a new set; {@code old} gives the transition times of what does not change. */
    public static Conditions after(@Nullable List<Condition> old, long generation, Instant now) {
        return new Conditions(old == null ? List.of() : old, generation, now);
    }

    public Conditions isTrue(String type, String reason, String message) {
        return set(type, ConditionStatus.TRUE, reason, message);
    }

    public Conditions isFalse(String type, String reason, String message) {
        return set(type, ConditionStatus.FALSE, reason, message);
    }

    public Conditions isUnknown(String type, String reason, String message) {
        return set(type, ConditionStatus.UNKNOWN, reason, message);
    }

    public Conditions set(String type, ConditionStatus status, String reason, String message) {
        var before = find(old, type);
        boolean same = before != null && before.status() == status && before.lastTransitionTime() != null;
        byType.put(
                type,
                new Condition(
                        type,
                        status,
                        reason,
                        message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE - 1) + "…" : message,
                        same && before != null ? before.lastTransitionTime() : now,
                        generation));
        return this;
    }

    /** Keeps a condition as it was, or leaves it out if there was none. */
    public Conditions keep(String type) {
        var before = find(old, type);
        if (before != null && before.status() != null)
            set(type, before.status(), text(before.reason()), text(before.message()));
        return this;
    }

    public List<Condition> list() {
        return List.copyOf(byType.values());
    }

    public static @Nullable Condition find(@Nullable List<Condition> conditions, String type) {
        if (conditions == null) return null;
        return conditions.stream()
                .filter(condition -> Objects.equals(condition.type(), type))
                .min(Comparator.comparing(Condition::type))
                .orElse(null);
    }

    public static boolean isTrue(@Nullable List<Condition> conditions, String type) {
        var condition = find(conditions, type);
        return condition != null && condition.status() == ConditionStatus.TRUE;
    }

    public static boolean isFalse(@Nullable List<Condition> conditions, String type) {
        var condition = find(conditions, type);
        return condition != null && condition.status() == ConditionStatus.FALSE;
    }

    /** Empty where the condition is absent. */
    public static String reason(@Nullable List<Condition> conditions, String type) {
        var condition = find(conditions, type);
        return condition == null ? "" : text(condition.reason());
    }

    /** Empty where the condition is absent. */
    public static String message(@Nullable List<Condition> conditions, String type) {
        var condition = find(conditions, type);
        return condition == null ? "" : text(condition.message());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
