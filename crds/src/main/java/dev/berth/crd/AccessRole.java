package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** What a named person may do. Unknown values read as null. */
public enum AccessRole {
    @JsonProperty("Viewer")
    VIEWER,
    @JsonProperty("Driver")
    DRIVER;

    @JsonCreator
    static @Nullable AccessRole read(@Nullable String value) {
        return Tolerant.read(AccessRole.class, value);
    }
}
