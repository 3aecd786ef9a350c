package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** Status of a condition. Unknown values read as null. */
public enum ConditionStatus {
    @JsonProperty("True")
    TRUE,
    @JsonProperty("False")
    FALSE,
    @JsonProperty("Unknown")
    UNKNOWN;

    @JsonCreator
    static @Nullable ConditionStatus read(@Nullable String value) {
        return Tolerant.read(ConditionStatus.class, value);
    }
}
