package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** How a class uses a container engine (Docker Engine API). */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ContainerSettings(
        @Nullable String engine, @Nullable NetworkMode network) {}
