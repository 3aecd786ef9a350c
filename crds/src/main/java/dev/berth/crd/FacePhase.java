package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** Where a Face stands (resources.md 3.3). Unknown values read as null. */
public enum FacePhase {
    @JsonProperty("Pending")
    PENDING,
    @JsonProperty("Open")
    OPEN,
    @JsonProperty("Rejected")
    REJECTED;

    @JsonCreator
    static @Nullable FacePhase read(@Nullable String value) {
        return Tolerant.read(FacePhase.class, value);
    }
}
