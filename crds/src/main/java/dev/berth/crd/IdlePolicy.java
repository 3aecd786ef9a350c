package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When a computer goes to sleep (resources.md 4.4). */
@ValidationRule(
        value = "duration(self.after) >= duration('1m')",
        message = "idle.after must be at least 1m",
        fieldPath = ".after")
@ValidationRule(
        value = "duration(self.warnBefore) < duration(self.after)",
        message = "idle.warnBefore must be shorter than idle.after",
        fieldPath = ".warnBefore")
@JsonIgnoreProperties(ignoreUnknown = true)
public record IdlePolicy(
        @JsonPropertyDescription(
                "Sleep after this long without typing, preview traffic, a working agent or a lease; at least 1m.")
        @Default("\"30m\"")
        @KubeDuration
        @Nullable
        Duration after,

        @JsonPropertyDescription("How long before that the terminal shows a countdown.")
        @Default("\"2m\"")
        @KubeDuration
        @Nullable
        Duration warnBefore,

        @JsonPropertyDescription("How long a box that does not answer is kept awake.")
        @Default("\"2h\"")
        @KubeDuration
        @Nullable
        Duration unknownFor,

        @JsonPropertyDescription("The longest lease that keeps a computer awake; longer ones are cut.")
        @Default("\"24h\"")
        @KubeDuration
        @Nullable
        Duration maxLease,

        @JsonPropertyDescription("How long an agent at work alone keeps a computer awake.")
        @Default("\"24h\"")
        @KubeDuration
        @Nullable
        Duration maxBusy) {}
