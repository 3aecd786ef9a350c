package dev.berth.ttyd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/quiesce}.
 *
 * @param seq of the activity that was found idle; null with force
 * @param force close the intake whatever goes on
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Quiesce(@Nullable Long seq, boolean force) {

    /** Closes the intake only if nothing came in since that activity. */
    public static Quiesce at(long seq) {
        return new Quiesce(seq, false);
    }

    /** Closes the intake whatever goes on; the last input is delivered first. */
    public static Quiesce forced() {
        return new Quiesce(null, true);
    }
}
