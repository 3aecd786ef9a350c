package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Text;
import io.fabric8.generator.annotation.Required;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Its presence is the switch: the machine is left as it is and visitors see why. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Maintenance(
        @JsonPropertyDescription("What visitors read.") @Required @Text(min = 1, max = 200)
        String reason,

        @JsonPropertyDescription("When it will be over, as far as one knows.") @KubeTime @Nullable
        Instant eta) {}
