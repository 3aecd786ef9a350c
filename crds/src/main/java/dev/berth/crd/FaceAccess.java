package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Text;
import io.fabric8.generator.annotation.Required;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who else may see or type into a face. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FaceAccess(
        @JsonPropertyDescription("User id, or hash of a share link.")
        @Required
        @Text(max = 160, pattern = Patterns.USER)
        String who,

        @JsonPropertyDescription("Viewer looks on, Driver types too.") @Required @Nullable
        AccessRole role,

        @JsonPropertyDescription("When this ends; absent: with the face.") @KubeTime @Nullable
        Instant until) {}
