package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** What happens to the volume when the computer is deleted. Unknown values read as null. */
public enum VolumeOnDelete {
    @JsonProperty("Retain")
    RETAIN,
    @JsonProperty("Delete")
    DELETE;

    @JsonCreator
    static @Nullable VolumeOnDelete read(@Nullable String value) {
        return Tolerant.read(VolumeOnDelete.class, value);
    }
}
