package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** How terminal bytes reach a box. Unknown values read as null. */
public enum Transport {
    @JsonProperty("Auto")
    AUTO,
    @JsonProperty("Relay")
    RELAY,
    @JsonProperty("Replay")
    REPLAY;

    @JsonCreator
    static @Nullable Transport read(@Nullable String value) {
        return Tolerant.read(Transport.class, value);
    }
}
