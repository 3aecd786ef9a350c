package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** Whether each computer has a network of its own. Unknown values read as null. */
public enum NetworkMode {
    @JsonProperty("PerComputer")
    PER_COMPUTER,
    @JsonProperty("Shared")
    SHARED;

    @JsonCreator
    static @Nullable NetworkMode read(@Nullable String value) {
        return Tolerant.read(NetworkMode.class, value);
    }
}
