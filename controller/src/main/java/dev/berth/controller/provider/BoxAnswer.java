package dev.berth.controller.provider;

/** What came back from the gate of a box (resources.md 4.9). Only {@link Answered} and {@link Refused} come from the box itself: both carried its proof. */
public sealed interface BoxAnswer<T> {

    record Answered<T>(T value) implements BoxAnswer<T> {}

    /**
     * The box says no, for example 409 while it is busy.
     *
     * @param status HTTP status
     */
    record Refused<T>(int status) implements BoxAnswer<T> {}

    /**
     * Nothing in time: still starting, frozen (a frozen box accepts connections and never answers), or not reachable from here.
     *
     * @param cause for the log; may hold an address, so it is never shown
     */
    record Silent<T>(String cause) implements BoxAnswer<T> {}

    /** Something answered that did not prove to be this box: the address is stale, read the machine again. */
    record Unproven<T>() implements BoxAnswer<T> {}
}
