package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** What the controller decided (resources.md 3.1). Unknown values read as null. */
public enum WantedPower {
    @JsonProperty("Running")
    RUNNING,
    @JsonProperty("Suspended")
    SUSPENDED,
    @JsonProperty("Hold")
    HOLD,
    @JsonProperty("Gone")
    GONE;

    @JsonCreator
    static @Nullable WantedPower read(@Nullable String value) {
        return Tolerant.read(WantedPower.class, value);
    }
}
