package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** What the box said of itself. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BoxStatus(
        @Nullable String version,
        @Nullable String keyId,
        @Nullable String bootId) {}
