package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** Objects of the same namespace whose keys become files in the box. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ConfigRefs(
        @Nullable String configMapName, @Nullable String secretName) {}
