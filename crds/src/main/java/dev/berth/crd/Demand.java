package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody wants the computer awake, or asleep; expires by age alone. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Demand(
        @Nullable DemandWant want,
        @KubeTime @Nullable Instant at,
        @Nullable WakeReason reason) {}
