package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What a suspend keeps. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Capabilities(
        @JsonPropertyDescription("Whether processes and screens survive.") @Nullable
        Boolean keepsMemory,

        @JsonPropertyDescription("Whether the root file system survives.") @Nullable
        Boolean keepsDisk) {}
