package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** Where an Instance stands; the memory of its planner (resources.md 3.2). Unknown values read as null. */
public enum InstancePhase {
    @JsonProperty("Queued")
    QUEUED,
    @JsonProperty("Provisioning")
    PROVISIONING,
    @JsonProperty("Booting")
    BOOTING,
    @JsonProperty("Ready")
    READY,
    @JsonProperty("Suspending")
    SUSPENDING,
    @JsonProperty("Suspended")
    SUSPENDED,
    @JsonProperty("Resuming")
    RESUMING,
    @JsonProperty("Stopping")
    STOPPING,
    @JsonProperty("Stopped")
    STOPPED,
    @JsonProperty("Terminating")
    TERMINATING,
    @JsonProperty("Failed")
    FAILED;

    @JsonCreator
    static @Nullable InstancePhase read(@Nullable String value) {
        return Tolerant.read(InstancePhase.class, value);
    }
}
