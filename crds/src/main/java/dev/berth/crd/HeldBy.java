package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Text;
import io.fabric8.generator.annotation.Required;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing that keeps a computer awake. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record HeldBy(
        @JsonPropertyDescription("Sort of thing.") @Required @Nullable
        HeldKind kind,

        @JsonPropertyDescription("Which one, in words.") @Nullable @Text(max = 200)
        String what,

        @JsonPropertyDescription("When it ends at the latest.") @KubeTime @Nullable
        Instant until) {}
