package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Text;
import io.fabric8.generator.annotation.Required;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The last failure, under the code that logs, pages and messages show. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Incident(
        @JsonPropertyDescription("Code to quote and to search for.")
        @Required
        @Text(max = 12, pattern = "^INC-[A-Z2-7]{8}$")
        String code,

        @JsonPropertyDescription("When it happened.") @KubeTime @Nullable
        Instant at) {}
