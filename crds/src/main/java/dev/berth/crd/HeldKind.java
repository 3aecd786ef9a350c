package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** What keeps a computer awake. Unknown values read as null. */
public enum HeldKind {
    @JsonProperty("Agent")
    AGENT,
    @JsonProperty("Lease")
    LEASE,
    @JsonProperty("KeepAwakeUntil")
    KEEP_AWAKE_UNTIL,
    @JsonProperty("Backup")
    BACKUP,
    @JsonProperty("Unknown")
    UNKNOWN;

    @JsonCreator
    static @Nullable HeldKind read(@Nullable String value) {
        return Tolerant.read(HeldKind.class, value);
    }
}
