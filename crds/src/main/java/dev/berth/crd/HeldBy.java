package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing that keeps a computer awake. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record HeldBy(
        @Nullable HeldKind kind,
        @Nullable String what,
        @KubeTime @Nullable Instant until) {}
