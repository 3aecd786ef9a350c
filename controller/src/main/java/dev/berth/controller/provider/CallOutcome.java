package dev.berth.controller.provider;

import dev.berth.crd.Progress;
import java.util.List;

/**
 * A call that the provider accepted.
 *
 * @param after a look at the machine after the call: its id and address are known at once; {@link Observation.Unknown} if that look failed
 * @param progress lines for the boot face
 */
public record CallOutcome(Observation after, List<Progress> progress) {

    public CallOutcome {
        progress = List.copyOf(progress);
    }
}
