package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Text;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** Whether a host name leads here. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AliasStatus(
        @JsonPropertyDescription("The host name.") @Required @Text(max = 253)
        String host,

        @JsonPropertyDescription("Taken: an older Computer has it.") @Nullable
        AliasState state) {}
