package dev.berth.proxy.directory;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.berth.crd.Condition;
import dev.berth.crd.ConditionStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition in packed form; times are seconds since 1970. */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
record StoredCondition(String type, @Nullable ConditionStatus status, String reason, String message, long since) {

    static final long NEVER = 0;

    static List<StoredCondition> of(@Nullable List<Condition> conditions) {
        if (conditions == null) return List.of();
        return conditions.stream()
                .filter(c -> c.type() != null)
                .map(c -> new StoredCondition(
                        c.type(),
                        c.status(),
                        Reading.text(c.reason()),
                        Reading.text(c.message()),
                        seconds(c.lastTransitionTime())))
                .toList();
    }

    ConditionView view() {
        return new ConditionView(type, status == null ? ConditionStatus.UNKNOWN : status, reason, message, time(since));
    }

    static long seconds(@Nullable Instant time) {
        return time == null ? NEVER : time.getEpochSecond();
    }

    static Instant time(long seconds) {
        return seconds == NEVER ? ComputerView.NEVER : Instant.ofEpochSecond(seconds);
    }
}
