package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Written by the controller alone, always as a whole. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ComputerStatus(
        @Nullable Long observedGeneration,
        @Nullable ComputerPhase phase,
        @Nullable String url,
        @Nullable String region,
        @Nullable String instance,
        @Nullable Integer instanceNumber,
        @Nullable Integer openFaces,
        @Nullable List<PendingRestart> pendingRestart,
        @Nullable PowerStatus power,
        @Nullable ActivityStatus activity,
        @Nullable List<AgentStatus> agents,
        @Nullable List<AliasStatus> aliases,
        @Nullable Incident incident,
        @Nullable List<Condition> conditions) {}
