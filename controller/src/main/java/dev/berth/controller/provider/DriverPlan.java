package dev.berth.controller.provider;

/** The next thing to do for an {@link Intent}: at most one call. */
public sealed interface DriverPlan {

    /** The intent is reached. */
    record Settled() implements DriverPlan {}

    /** Perform this one, then look again. */
    record Do(ProviderCall call) implements DriverPlan {}

    /** Nothing can be done now; look again soon. {@code why} is a sentence for a person. */
    record Await(String why) implements DriverPlan {}

    /** The machine cannot become what is wanted (other image or size): {@link Intent.Discard} it, raise the launch, run again. */
    record Replace(String why) implements DriverPlan {}

    /** It will not work until something outside changes. */
    record Refuse(ProviderException cause) implements DriverPlan {}
}
