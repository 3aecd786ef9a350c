package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** Whether a class takes new computers. Unknown values read as null. */
public enum NewComputers {
    @JsonProperty("Allowed")
    ALLOWED,
    @JsonProperty("Refused")
    REFUSED;

    @JsonCreator
    static @Nullable NewComputers read(@Nullable String value) {
        return Tolerant.read(NewComputers.class, value);
    }
}
