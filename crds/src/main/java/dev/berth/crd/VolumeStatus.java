package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** The volume behind the computer. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record VolumeStatus(String name, @Nullable String id) {}
