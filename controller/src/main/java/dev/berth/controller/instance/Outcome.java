package dev.berth.controller.instance;

import dev.berth.controller.provider.Machine;
import dev.berth.controller.provider.Observation;
import dev.berth.controller.provider.ProviderException;
import dev.berth.crd.Progress;
import java.util.List;

/** What became of a {@link Step}. */
sealed interface Outcome {

    /** The step was to do nothing. */
    record Rested() implements Outcome {}

    /** What the step wants is so already; no call was needed. */
    record Settled() implements Outcome {}

    /** The provider accepted one call. */
    record Done(Observation after, List<Progress> progress) implements Outcome {}

    /** Nothing can be done at this moment. */
    record Awaiting(String why) implements Outcome {}

    /** The machine cannot become what is wanted; it has to be made anew. */
    record MustReplace(String why) implements Outcome {}

    record Failed(ProviderException cause) implements Outcome {}

    /** The gate answered with its proof and takes visitors. */
    record Opened(Machine machine, String bootId, String version) implements Outcome {}

    /** The gate did not answer, or what answered is not this box. */
    record Silent() implements Outcome {}

    /** The box is in use; nothing was called. */
    record Busy() implements Outcome {}

    /** Somebody came in the last moment; the intake is open and nothing was called. */
    record Unwanted() implements Outcome {}

    /** This process may not act any more; nothing was called. */
    record Withdrawn() implements Outcome {}
}
