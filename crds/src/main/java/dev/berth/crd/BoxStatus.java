package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Text;
import org.jspecify.annotations.Nullable;

/** What the box said of itself. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BoxStatus(
        @JsonPropertyDescription("Version of its daemon.") @Nullable @Text(max = 40)
        String version,

        @JsonPropertyDescription("Master key that its secret was derived from.") @Nullable @Text(max = 40)
        String keyId,

        @JsonPropertyDescription("New after every cold start.") @Nullable @Text(max = 40)
        String bootId) {}
