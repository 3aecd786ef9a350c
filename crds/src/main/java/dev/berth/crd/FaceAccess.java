package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who else may see or type into a face. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FaceAccess(
        String who,
        @Nullable AccessRole role,
        @KubeTime @Nullable Instant until) {}
