package dev.berth.proxy.directory;

import dev.berth.crd.DemandWant;
import dev.berth.crd.WakeReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The calls that exec-proxy makes at the API server, all of them. Each blocks until it is answered; callers run on virtual threads. */
public interface Cluster {

    /** The API server was not reached, or refused for a reason that no caller can decide about. The message is one sentence for logs. */
    final class Unavailable extends RuntimeException {
        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }

        public Unavailable(String message) {
            super(message);
        }
    }

    /** POST of a Face. */
    sealed interface Created {
        record Made(FaceView face) implements Created {}

        /** 409: somebody has the number. */
        record Taken() implements Created {}
    }

    /** Apply of a demand with the Face's resourceVersion. */
    sealed interface Applied {
        record Written(FaceView face) implements Applied {}

        /** 409: somebody was faster. */
        record Changed() implements Applied {}

        record Gone() implements Applied {}
    }

    /** A LIST and the revision it is true of. */
    record Listing(List<FaceView> faces, long revision) {}

    /** What the giving back of numbers needs of a Computer. */
    record Numbers(String incarnation, long highestClosedFace) {}

    Created create(FaceDraft draft);

    /** LIST without resourceVersion: linearizable. Faces of every incarnation. */
    Listing list(ComputerKey computer, String agent);

    /** GET without resourceVersion; empty if the Computer is gone. */
    Optional<Numbers> numbers(ComputerKey computer, String agent);

    Optional<FaceView> face(ComputerKey computer, String agent, long number);

    /** DELETE with the uid as precondition; a Face that is gone already, or is another, counts as deleted. */
    void delete(FaceView face);

    Applied demand(FaceView face, DemandWant want, Instant at, WakeReason reason);
}
