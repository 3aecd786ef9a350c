package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** Whether anybody may type into a face. Unknown values read as null. */
public enum FaceMode {
    @JsonProperty("Interactive")
    INTERACTIVE,
    @JsonProperty("ReadOnly")
    READ_ONLY;

    @JsonCreator
    static @Nullable FaceMode read(@Nullable String value) {
        return Tolerant.read(FaceMode.class, value);
    }
}
