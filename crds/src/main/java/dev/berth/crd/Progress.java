package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.OneOf;
import dev.berth.crd.schema.Range;
import dev.berth.crd.schema.Text;
import io.fabric8.generator.annotation.Required;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One finished step of a transition: a line of the boot face. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Progress(
        @JsonPropertyDescription("When it ended.") @KubeTime @Nullable
        Instant at,

        @JsonPropertyDescription("Which step.")
        @Required
        @OneOf({
            "create-app",
            "store-secrets",
            "create-volume",
            "create-machine",
            "start",
            "resume",
            "boot",
            "stop",
            "backup",
            "disk"
        })
        String step,

        @JsonPropertyDescription("Its outcome, as the boot face prints it.") @Required @Text(max = 60)
        String line,

        @JsonPropertyDescription("How long it took, in milliseconds.") @Nullable @Range
        Long millis) {}
