package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Text;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the controller decided, why, and when the computer will sleep. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PowerStatus(
        @JsonPropertyDescription("What the machine is wanted to do. Hold leaves it as it is.") @Nullable
        WantedPower wanted,

        @JsonPropertyDescription("Why, in one clause.") @Nullable @Text(max = 300)
        String because,

        @JsonPropertyDescription("Since when.") @KubeTime @Nullable
        Instant since,

        @JsonPropertyDescription(
                "When it will be put to sleep if nothing happens, in whole minutes; absent while held, never to sleep, asleep, or without a machine.")
        @KubeTime
        @Nullable
        Instant sleepAt,

        @JsonPropertyDescription("The same in words.") @Nullable @Text(max = 40)
        String sleeps,

        @JsonPropertyDescription(
                "The newest demand that its faces have made, which stands when its face is gone; a face that is opened asks for a computer that is awake.")
        @Nullable
        KeptDemand demand) {}
