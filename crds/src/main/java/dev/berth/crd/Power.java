package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** What a person wants of the computer: run it while it is wanted, always, or never. Unknown values read as null. */
public enum Power {
    @JsonProperty("Auto")
    AUTO,
    @JsonProperty("Running")
    RUNNING,
    @JsonProperty("Suspended")
    SUSPENDED;

    @JsonCreator
    static @Nullable Power read(@Nullable String value) {
        return Tolerant.read(Power.class, value);
    }
}
