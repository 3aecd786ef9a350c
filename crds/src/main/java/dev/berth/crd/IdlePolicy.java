package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When a computer goes to sleep (resources.md 4.4). */
@JsonIgnoreProperties(ignoreUnknown = true)
public record IdlePolicy(
        @KubeDuration @Nullable Duration after,
        @KubeDuration @Nullable Duration warnBefore,
        @KubeDuration @Nullable Duration unknownFor,
        @KubeDuration @Nullable Duration maxLease,
        @KubeDuration @Nullable Duration maxBusy) {}
