package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** What everybody, also without sign-in, may do. Unknown values read as null. */
public enum Everyone {
    @JsonProperty("Nobody")
    NOBODY,
    @JsonProperty("Viewer")
    VIEWER,
    @JsonProperty("Driver")
    DRIVER;

    @JsonCreator
    static @Nullable Everyone read(@Nullable String value) {
        return Tolerant.read(Everyone.class, value);
    }
}
