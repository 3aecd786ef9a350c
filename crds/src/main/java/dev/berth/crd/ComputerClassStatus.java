package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Items;
import dev.berth.crd.schema.Range;
import dev.berth.crd.schema.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the controller says of a class. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ComputerClassStatus(
        @JsonPropertyDescription("Generation of the spec that this status was computed from.") @Nullable @Range
        Long observedGeneration,

        @JsonPropertyDescription("How many computers name this class; counted at most once a minute.") @Nullable @Range
        Integer computers,

        @JsonPropertyDescription("The size in words.") @Nullable @Text(max = 100)
        String size,

        @JsonPropertyDescription(
                "What is true of it now, one entry for each question; the message says cause and next step.")
        @Nullable
        @Items(max = 16, key = "type")
        List<Condition> conditions) {}
