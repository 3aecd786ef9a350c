package dev.berth.controller.instance;

/** What one run does, at most one of these. */
sealed interface Step {

    /** Nothing: wait for an event, or for the time that the report names. */
    record Rest() implements Step {}

    /** Make, start or resume the machine: one call. */
    record Run() implements Step {}

    /** Configure the box and open its intake. No call at the provider. */
    record Open() implements Step {}

    /**
     * Close the intake, then suspend: one call.
     *
     * @param force whatever the box says, or if it says nothing
     */
    record Sleep(boolean force) implements Step {}

    /** Close the intake, then switch off with the disk kept: one call. */
    record Stop(boolean force) implements Step {}

    /** Destroy this machine, keep the volume: one call. */
    record Discard() implements Step {}

    /** Destroy all that the computer has here: one call. */
    record Remove() implements Step {}
}
