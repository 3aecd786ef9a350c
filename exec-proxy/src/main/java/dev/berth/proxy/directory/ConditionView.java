package dev.berth.proxy.directory;

import dev.berth.crd.ConditionStatus;
import java.time.Instant;
import java.util.List;

/** One condition; status Unknown where the object says nothing readable. */
public record ConditionView(String type, ConditionStatus status, String reason, String message, Instant since) {

    public static final ConditionView ABSENT =
            new ConditionView("", ConditionStatus.UNKNOWN, "", "", ComputerView.NEVER);

    static ConditionView find(List<ConditionView> conditions, String type) {
        return conditions.stream()
                .filter(c -> c.type().equals(type))
                .findFirst()
                .orElse(ABSENT);
    }

    public boolean isTrue() {
        return status == ConditionStatus.TRUE;
    }

    public boolean isFalse() {
        return status == ConditionStatus.FALSE;
    }
}
