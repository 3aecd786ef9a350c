package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Text;
import org.jspecify.annotations.Nullable;

/** Objects of the same namespace whose keys become files in the box; both carry the label {@link Keys#LABEL_FOR_COMPUTERS}. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ConfigRefs(
        @JsonPropertyDescription("ConfigMap labelled berth.dev/for-computers=true.")
        @Nullable
        @Text(max = 253, pattern = Patterns.OBJECT)
        String configMapName,

        @JsonPropertyDescription("Secret labelled berth.dev/for-computers=true.")
        @Nullable
        @Text(max = 253, pattern = Patterns.OBJECT)
        String secretName) {}
