package dev.berth.proxy.directory;

import java.time.Instant;
import java.util.List;

/**
 * One landing as a sequence of calls: resources.md 4.2, line by line. Pure but for its {@link Lane}: it says which call comes next and is told the answer, so tests
 * interleave hundreds of landings of several replicas in any order they like.
 *
 * <p>Why the limit is exact: a view is a consistent past state, complete up to n−1. If POST n succeeds on it, nobody has created a Face since, because whoever
 * creates a higher number has seen n, and every other wants n itself. Why no number is used twice: the finalizer keeps Face n stored until the Computer says
 * {@code highestClosedFace ≥ n}, which the GET after a POST reads.
 */
final class Landing {

    private static final int ROUNDS = 64;

    sealed interface Step {
        record Relist() implements Step {}

        record Post(long number) implements Step {}

        /** GET the Computer, to see whether the number was used before. */
        record Check(FaceView face) implements Step {}

        record GiveBack(FaceView face, boolean computerGone) implements Step {}

        record Done(LandAnswer answer) implements Step {}
    }

    private final Lane lane;
    private final String incarnation;
    private final int max;
    private int rounds;

    Landing(Lane lane, String incarnation, int max) {
        this.lane = lane;
        this.incarnation = incarnation;
        this.max = max;
    }

    Step start(Lane.Cache cache, Instant now) {
        lane.view(cache, now);
        return lane.behind(cache) ? new Step.Relist() : again(cache, now);
    }

    Step listed(Cluster.Listing fresh, Lane.Cache cache, Instant now) {
        lane.listed(fresh, cache.highestClosedFace(), now);
        return again(cache, now);
    }

    /** 409. */
    Step taken() {
        return new Step.Relist();
    }

    Step created(FaceView face, Instant now) {
        lane.created(face, now);
        return new Step.Check(face);
    }

    Step checked(FaceView face, long highestClosedFace) {
        return highestClosedFace >= face.number()
                ? new Step.GiveBack(face, false)
                : new Step.Done(new LandAnswer.Landed(face));
    }

    /** The Computer is gone, or is another by now. */
    Step orphaned(FaceView face) {
        return new Step.GiveBack(face, true);
    }

    Step givenBack(Step.GiveBack step) {
        lane.withdrawn(step.face());
        return step.computerGone() ? new Step.Done(new LandAnswer.NoComputer()) : new Step.Relist();
    }

    private Step again(Lane.Cache cache, Instant now) {
        if (rounds++ >= ROUNDS) {
            return new Step.Done(new LandAnswer.Busy("too many visitors are landing at this instant"));
        }
        if (open(lane.view(cache, now)).size() < max) return new Step.Post(lane.seen() + 1);
        // The view may count a Face too many; nobody is sent away by less than a read of this moment.
        var read = open(lane.lastRead());
        return lane.listedWithin250Millis(now) && read.size() >= max
                ? new Step.Done(new LandAnswer.Full(read, max))
                : new Step.Relist();
    }

    // Faces of a Computer that had this name before hold their numbers, but take no place.
    private List<FaceView> open(List<FaceView> view) {
        return view.stream()
                .filter(f -> f.open()
                        && (f.computerIncarnation().isEmpty()
                                || f.computerIncarnation().equals(incarnation)))
                .toList();
    }
}
