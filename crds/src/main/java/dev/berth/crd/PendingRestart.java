package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** What waits for the next cold start. Unknown values read as null. */
public enum PendingRestart {
    @JsonProperty("Image")
    IMAGE,
    @JsonProperty("Size")
    SIZE,
    @JsonProperty("Config")
    CONFIG;

    @JsonCreator
    static @Nullable PendingRestart read(@Nullable String value) {
        return Tolerant.read(PendingRestart.class, value);
    }
}
