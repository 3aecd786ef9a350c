package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** What may wake a sleeping computer. Unknown values read as null. */
public enum WakeReason {
    @JsonProperty("Navigation")
    NAVIGATION,
    @JsonProperty("KeyPress")
    KEY_PRESS,
    @JsonProperty("Preview")
    PREVIEW,
    @JsonProperty("Agent")
    AGENT,
    @JsonProperty("Button")
    BUTTON;

    @JsonCreator
    static @Nullable WakeReason read(@Nullable String value) {
        return Tolerant.read(WakeReason.class, value);
    }
}
