package dev.berth.proxy.directory;

import java.util.List;

/** What became of a landing (resources.md 4.2). */
public sealed interface LandAnswer {

    /** A new face; the visitor goes there. */
    record Landed(FaceView face) implements LandAnswer {}

    /** Every place is taken, as a fresh read just said. */
    record Full(List<FaceView> open, int max) implements LandAnswer {}

    /** The computer was deleted meanwhile. */
    record NoComputer() implements LandAnswer {}

    /** 503 with Retry-After: too many others at this instant, or no API server. */
    record Busy(String why) implements LandAnswer {}
}
