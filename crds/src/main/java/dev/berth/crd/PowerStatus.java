package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the controller decided, why, and when the computer will sleep. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PowerStatus(
        @Nullable WantedPower wanted,
        @Nullable String because,
        @KubeTime @Nullable Instant since,
        @KubeTime @Nullable Instant sleepAt,
        @Nullable String sleeps) {}
