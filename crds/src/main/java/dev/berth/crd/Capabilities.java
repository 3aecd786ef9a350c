package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** What a suspend keeps. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Capabilities(
        @Nullable Boolean keepsMemory, @Nullable Boolean keepsDisk) {}
