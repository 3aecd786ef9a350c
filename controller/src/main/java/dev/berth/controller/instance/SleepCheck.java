package dev.berth.controller.instance;

import dev.berth.crd.Instance;

/** Reads demand and power afresh, past every cache: the last look before a box is put to sleep. */
@FunctionalInterface
public interface SleepCheck {

    Wish wish(Instance instance);

    /** What is wanted now. */
    sealed interface Wish {

        /** Somebody wants it, or nobody may change it: it is not put to sleep. */
        record Awake() implements Wish {}

        /**
         * @param force the owner, a deletion or a spent quota asks; work in it does not count
         * @param boxSilent it sleeps because its box has not answered for too long, so its consent is not waited for
         */
        record Asleep(boolean force, boolean boxSilent) implements Wish {}
    }
}
