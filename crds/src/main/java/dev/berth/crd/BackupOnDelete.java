package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** Whether a last backup is taken before deletion. Unknown values read as null. */
public enum BackupOnDelete {
    @JsonProperty("BestEffort")
    BEST_EFFORT,
    @JsonProperty("Required")
    REQUIRED,
    @JsonProperty("Skip")
    SKIP;

    @JsonCreator
    static @Nullable BackupOnDelete read(@Nullable String value) {
        return Tolerant.read(BackupOnDelete.class, value);
    }
}
