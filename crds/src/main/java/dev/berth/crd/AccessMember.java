package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Text;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** What one person may do. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AccessMember(
        @JsonPropertyDescription("User id given by the sign-in service.")
        @Required
        @Text(max = 160, pattern = Patterns.USER)
        String user,

        @JsonPropertyDescription("Viewer looks on, Driver types too.") @Required @Nullable
        AccessRole role) {}
