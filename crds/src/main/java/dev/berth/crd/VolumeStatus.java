package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Text;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** The volume behind the computer. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record VolumeStatus(
        @JsonPropertyDescription("Its name at the provider.") @Required @Text(max = 64)
        String name,

        @JsonPropertyDescription("Its id at the provider.") @Nullable @Text(max = 100)
        String id) {}
