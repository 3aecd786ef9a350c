package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** Who makes the machines of a class. Unknown values read as null, so that one object from a newer release stops nobody. */
public enum ProviderKind {
    @JsonProperty("Container")
    CONTAINER,
    @JsonProperty("Fly")
    FLY,
    @JsonProperty("Hetzner")
    HETZNER;

    @JsonCreator
    static @Nullable ProviderKind read(@Nullable String value) {
        return Tolerant.read(ProviderKind.class, value);
    }
}
