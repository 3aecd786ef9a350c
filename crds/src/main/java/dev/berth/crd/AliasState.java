package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** Whether an alias leads to this computer. Unknown values read as null. */
public enum AliasState {
    @JsonProperty("Active")
    ACTIVE,
    @JsonProperty("Unverified")
    UNVERIFIED,
    @JsonProperty("Taken")
    TAKEN;

    @JsonCreator
    static @Nullable AliasState read(@Nullable String value) {
        return Tolerant.read(AliasState.class, value);
    }
}
