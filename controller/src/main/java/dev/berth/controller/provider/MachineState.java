package dev.berth.controller.provider;

/** What a provider says a machine does right now, in the words of resources.md. */
public enum MachineState {
    /** Made, never started. */
    CREATED,
    RUNNING,
    /** Asleep with its memory. */
    SUSPENDED,
    /** Off; its disk is kept. */
    STOPPED,
    /** The provider is moving it from one state to another by itself; look again. */
    SETTLING
}
