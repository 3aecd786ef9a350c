package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody wants the computer awake, or asleep; expires by age alone. */
@ValidationRule(
        value = "timestamp(self.at) >= timestamp(oldSelf.at)",
        message = "demand.at never goes back",
        fieldPath = ".at")
@JsonIgnoreProperties(ignoreUnknown = true)
public record Demand(
        @JsonPropertyDescription("What is wanted.") @Required @Nullable
        DemandWant want,

        @JsonPropertyDescription("When; never goes back.") @Required @KubeTime @Nullable
        Instant at,

        @JsonPropertyDescription("What was done to ask for it.") @Nullable
        WakeReason reason) {}
