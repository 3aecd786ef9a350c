package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last answer of the box, in whole minutes. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ActivityStatus(
        @KubeTime @Nullable Instant lastActiveAt,
        @KubeTime @Nullable Instant askedAt,
        @Nullable List<HeldBy> heldBy) {}
