package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** How a class uses Fly Machines. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FlySettings(
        String organization,
        @Nullable NetworkMode network,
        @Nullable RootDisk rootDisk) {}
