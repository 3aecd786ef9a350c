package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Items;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last answer of the box, in whole minutes. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ActivityStatus(
        @JsonPropertyDescription("When somebody or something last worked in it.") @KubeTime @Nullable
        Instant lastActiveAt,

        @JsonPropertyDescription("When the box last answered.") @KubeTime @Nullable
        Instant askedAt,

        @JsonPropertyDescription("What keeps it awake.") @Nullable @Items(max = 8)
        List<HeldBy> heldBy) {}
