package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How many faces an agent may have, and when an unused one closes. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FacePolicy(
        @Nullable Integer max, @KubeDuration @Nullable Duration closeAfter) {}
