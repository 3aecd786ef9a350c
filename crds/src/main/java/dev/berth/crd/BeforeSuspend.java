package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** Whether a backup is tried before each suspend. Unknown values read as null. */
public enum BeforeSuspend {
    @JsonProperty("BestEffort")
    BEST_EFFORT,
    @JsonProperty("Never")
    NEVER;

    @JsonCreator
    static @Nullable BeforeSuspend read(@Nullable String value) {
        return Tolerant.read(BeforeSuspend.class, value);
    }
}
