package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the Instance reconciler knows of the machine. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record InstanceStatus(
        @Nullable Long observedGeneration,
        @Nullable InstancePhase phase,
        @KubeTime @Nullable Instant phaseSince,
        @KubeTime @Nullable Instant deadline,
        @Nullable String next,
        @Nullable Integer attempt,
        @Nullable Integer launch,
        @Nullable String machineName,
        @Nullable String machineId,
        @Nullable String region,
        @Nullable VolumeStatus volume,
        @Nullable Addresses addresses,
        @Nullable Integer port,
        @Nullable BoxStatus box,
        @Nullable Capabilities capabilities,
        @Nullable List<Progress> progress,
        @Nullable Incident incident,
        @Nullable List<Condition> conditions) {}
