package dev.berth.controller.provider;

/** What a fresh look at the provider told. Unknown is not gone: only {@link Gone} is proof that no machine exists. */
public sealed interface Observation {

    /** The provider answered, and no machine of that name is ours. */
    record Gone(Resources resources) implements Observation {}

    record Present(Machine machine, Resources resources) implements Observation {}

    /** The provider did not answer, or not completely. Nothing may be concluded. */
    record Unknown(ProviderException cause) implements Observation {}
}
