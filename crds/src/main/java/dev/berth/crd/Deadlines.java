package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long each transition may take; an absent member: the table of resources.md 3.2. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Deadlines(
        @KubeDuration @Nullable Duration provision,
        @KubeDuration @Nullable Duration boot,
        @KubeDuration @Nullable Duration suspend,
        @KubeDuration @Nullable Duration resume,
        @KubeDuration @Nullable Duration stop) {}
