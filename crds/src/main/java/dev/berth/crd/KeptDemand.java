package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Text;
import io.fabric8.generator.annotation.Required;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The newest thing that a face of a computer has asked for, kept when the face is gone; its creation asks too. Unlike a {@link Demand} it has one writer, so no rule guards its time: a status
 * that is refused would be refused for ever.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record KeptDemand(
        @JsonPropertyDescription("What is wanted.") @Required @Nullable
        DemandWant want,

        @JsonPropertyDescription("When it was asked.") @Required @KubeTime @Nullable
        Instant at,

        @JsonPropertyDescription("What was done to ask for it.") @Nullable
        WakeReason reason,

        @JsonPropertyDescription("The face that asked, as agent/number.") @Nullable @Text(max = 31)
        String face) {}
