package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** Whether a root file system survives a stop. Unknown values read as null. */
public enum RootDisk {
    @JsonProperty("Keep")
    KEEP,
    @JsonProperty("Reset")
    RESET;

    @JsonCreator
    static @Nullable RootDisk read(@Nullable String value) {
        return Tolerant.read(RootDisk.class, value);
    }
}
