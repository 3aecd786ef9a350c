package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Text;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** One provider account: a Secret in the controller's namespace. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CredentialRef(
        @JsonPropertyDescription("Name of a Secret in the controller's namespace.")
        @Required
        @Text(max = 253, pattern = Patterns.OBJECT)
        String secretName,

        @JsonPropertyDescription("Key in that Secret whose value is the token.")
        @Default("\"token\"")
        @Nullable
        @Text(min = 1, max = 253, pattern = "^[-._a-zA-Z0-9]+$")
        String key) {}
