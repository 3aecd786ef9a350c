package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Its presence is the switch. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Maintenance(String reason, @KubeTime @Nullable Instant eta) {}
