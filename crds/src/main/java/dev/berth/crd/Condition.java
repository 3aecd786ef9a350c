package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Range;
import dev.berth.crd.schema.Text;
import io.fabric8.generator.annotation.Required;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One condition in the shape of meta/v1 (resources.md 2). The message is one sentence: cause, next step, incident code in brackets. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Condition(
        @JsonPropertyDescription("What is asked.")
        @Required
        @Text(min = 1, max = 60, pattern = "^[A-Za-z][A-Za-z0-9]*$")
        String type,

        @JsonPropertyDescription("The answer.") @Required @Nullable
        ConditionStatus status,

        @JsonPropertyDescription("The answer in one word, for programs.")
        @Nullable
        @Text(max = 60, pattern = "^[A-Za-z]([A-Za-z0-9_]*[A-Za-z0-9])?$")
        String reason,

        @JsonPropertyDescription("The answer in a sentence, for people: cause, next step, incident code.")
        @Nullable
        @Text(max = 1000)
        String message,

        @JsonPropertyDescription("When status last changed.") @KubeTime @Nullable
        Instant lastTransitionTime,

        @JsonPropertyDescription("Generation of the spec that the answer was computed from.") @Nullable @Range
        Long observedGeneration) {}
