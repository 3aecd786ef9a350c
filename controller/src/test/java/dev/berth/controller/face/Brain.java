package dev.berth.controller.face;

import dev.berth.crd.FaceStatus;

/** The decisions under test; a walk swaps one to plant a fault. */
class Brain {
    FacePlan plan(FaceFacts facts) {
        return FacePlanner.plan(facts);
    }

    boolean counts(FaceStatus other) {
        return FacePlanner.counts(other);
    }

    boolean mayGo(long highestClosed, long number) {
        return FacePlanner.mayGo(highestClosed, number, true);
    }

    /** Whether the Computer, or its agent, is taken for absent: as {@link ComputerOfFace} asks the API server about what a cache does not know. */
    boolean isAbsent(boolean inCache, boolean inApi) {
        return inCache && inApi;
    }

    /** Whether a closing Face goes with its Computer. */
    boolean leaves(boolean inCache, boolean inApi) {
        return inCache && inApi;
    }
}
