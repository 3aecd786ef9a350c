package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Written by the controller, all but demand. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FaceStatus(
        @Nullable Long observedGeneration,
        @Nullable FacePhase phase,
        @Nullable String session,
        @Nullable String bootId,
        @KubeTime @Nullable Instant lastUsedAt,
        @Nullable List<Condition> conditions,
        @Nullable Demand demand) {}
