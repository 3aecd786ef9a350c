package dev.berth.controller.provider;

import dev.berth.crd.VolumeOnDelete;

/** What the core wants of a machine next. The driver turns it into one call, run after run, until {@link DriverPlan.Settled}. */
public sealed interface Intent {

    /** Nothing: the machine is left as it is. */
    record Rest() implements Intent {}

    /** It exists and runs: made, started or resumed, whichever is missing. */
    record Run() implements Intent {}

    /** It sleeps, with its memory where the provider can keep it. */
    record Sleep() implements Intent {}

    /**
     * It is off, its disk kept; the next {@link Run} is a cold start.
     *
     * @param force without waiting for the programs in it
     */
    record ColdStop(boolean force) implements Intent {}

    /** This machine is gone, running or not; the computer lives on, so volume and network stay. */
    record Discard() implements Intent {}

    /** The computer leaves: machine and network are gone, the volume too if the policy says {@link VolumeOnDelete#DELETE}. */
    record Remove(VolumeOnDelete volume) implements Intent {}
}
