package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** One word for people; code reads conditions. Unknown values read as null. */
public enum ComputerPhase {
    @JsonProperty("Pending")
    PENDING,
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
    FAILED,
    @JsonProperty("Maintenance")
    MAINTENANCE;

    @JsonCreator
    static @Nullable ComputerPhase read(@Nullable String value) {
        return Tolerant.read(ComputerPhase.class, value);
    }
}
