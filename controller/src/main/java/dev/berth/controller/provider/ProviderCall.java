package dev.berth.controller.provider;

/** One mutating call, as data. Each driver has a sealed family of its own. */
public interface ProviderCall {

    MachineRef ref();

    /** Name for metrics and logs, for example {@code create-container}. */
    String op();
}
