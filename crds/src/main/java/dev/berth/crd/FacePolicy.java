package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Range;
import io.fabric8.generator.annotation.Default;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How many faces an agent may have, and when an unused one closes. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FacePolicy(
        @JsonPropertyDescription("Most open faces of one agent.") @Default("20") @Nullable @Range(min = 1, max = 1000)
        Integer max,

        @JsonPropertyDescription(
                "A face closes when it was not attached and nothing ran in it for this long, counted while its computer is awake.")
        @Default("\"24h\"")
        @KubeDuration
        @Nullable
        Duration closeAfter) {}
