package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One finished step of a transition, a line of the boot face. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Progress(
        @KubeTime @Nullable Instant at,
        String step,
        String line,
        @Nullable Long millis) {}
