package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** What a demand asks for. Unknown values read as null. */
public enum DemandWant {
    @JsonProperty("Awake")
    AWAKE,
    @JsonProperty("Asleep")
    ASLEEP;

    @JsonCreator
    static @Nullable DemandWant read(@Nullable String value) {
        return Tolerant.read(DemandWant.class, value);
    }
}
