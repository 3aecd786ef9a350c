package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** What the Computer reconciler wants of an Instance; Stopped is the way to a cold start. Unknown values read as null. */
public enum InstancePower {
    @JsonProperty("Running")
    RUNNING,
    @JsonProperty("Suspended")
    SUSPENDED,
    @JsonProperty("Stopped")
    STOPPED;

    @JsonCreator
    static @Nullable InstancePower read(@Nullable String value) {
        return Tolerant.read(InstancePower.class, value);
    }
}
