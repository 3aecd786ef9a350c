package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long each transition may take; an absent member: the table of resources.md 3.2. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Deadlines(
        @JsonPropertyDescription("For one call that makes a machine.") @KubeDuration @Nullable
        Duration provision,

        @JsonPropertyDescription("Until the box of a started machine answers.") @KubeDuration @Nullable
        Duration boot,

        @JsonPropertyDescription("Until the provider says that the machine is asleep.") @KubeDuration @Nullable
        Duration suspend,

        @JsonPropertyDescription("Until the box of a woken machine answers.") @KubeDuration @Nullable
        Duration resume,

        @JsonPropertyDescription("Until the provider says that the machine is stopped.") @KubeDuration @Nullable
        Duration stop) {}
