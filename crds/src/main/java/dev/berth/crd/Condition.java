package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One condition in the shape of meta/v1 (resources.md 2). The message is one sentence: cause, next step, incident code. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Condition(
        String type,
        @Nullable ConditionStatus status,
        @Nullable String reason,
        @Nullable String message,
        @KubeTime @Nullable Instant lastTransitionTime,
        @Nullable Long observedGeneration) {}
