package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The last failure. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Incident(String code, @KubeTime @Nullable Instant at) {}
