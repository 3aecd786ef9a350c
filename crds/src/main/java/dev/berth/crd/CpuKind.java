package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** Whether processors are shared with other machines. Unknown values read as null. */
public enum CpuKind {
    @JsonProperty("Shared")
    SHARED,
    @JsonProperty("Dedicated")
    DEDICATED;

    @JsonCreator
    static @Nullable CpuKind read(@Nullable String value) {
        return Tolerant.read(CpuKind.class, value);
    }
}
