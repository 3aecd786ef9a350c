package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.Quantity;
import org.jspecify.annotations.Nullable;

/** The largest size that a computer may ask for; an absent member: the class size. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SizeLimits(
        @Nullable Integer cpus,
        @Nullable Quantity memory,
        @Nullable Quantity disk) {}
