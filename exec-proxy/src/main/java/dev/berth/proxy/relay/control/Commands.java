package dev.berth.proxy.relay.control;

import dev.berth.crd.WakeReason;
import dev.berth.proxy.access.Standing;
import dev.berth.proxy.directory.DemandWriter.Visit;
import dev.berth.proxy.directory.FaceView;
import dev.berth.proxy.directory.WakeAnswer;
import dev.berth.proxy.relay.ControlRequest;
import dev.berth.ttyd.LeaseRequest;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;

/** Does what a page asks for: owner and driver only, and what ends other people's work only by the owner. */
final class Commands {

    private final ControlRequest request;
    private final Controls.Parts parts;
    private final Consumer<String> notice;

    /** @param notice says a sentence to the person at the page */
    Commands(ControlRequest request, Controls.Parts parts, Consumer<String> notice) {
        this.request = request;
        this.parts = parts;
        this.notice = notice;
    }

    void run(Command command, Standing standing) {
        if (!standing.mayType()) {
            if (!(command instanceof Command.Unknown)) {
                notice.accept("You can watch this computer, not change it.");
            }
            return;
        }
        switch (command) {
            case Command.Wake() -> wake();
            case Command.Retry() -> wake();
            case Command.Sleep() -> sleep(standing);
            case Command.StayAwake(var time) -> stayAwake(time);
            case Command.Close(var face) -> close(face, standing);
            case Command.Unknown() -> {}
        }
    }

    private void wake() {
        ownFace()
                .ifPresentOrElse(
                        face -> parts.demand().wake(visit(face)).thenAccept(this::tellIfRefused),
                        () -> notice.accept("There is no face here to wake. Open a new one."));
    }

    private void sleep(Standing standing) {
        if (standing != Standing.OWNER) {
            notice.accept("Only its owner lets this computer sleep.");
            return;
        }
        ownFace().ifPresent(face -> parts.demand().sleep(visit(face)).thenAccept(this::tellIfRefused));
    }

    private void stayAwake(Duration time) {
        String holder = "asked for on the page";
        parts.blocking().execute(() -> {
            String problem = parts.boxes().lease(request.computer(), new LeaseRequest(holder, time.toMillis()));
            if (!problem.isEmpty()) {
                notice.accept(problem);
            }
        });
    }

    private void close(long number, Standing standing) {
        Optional<FaceView> face = parts.directory().face(request.computer(), request.agent(), number);
        if (face.isEmpty()) {
            return;
        }
        boolean own = face.get().createdBy().equals(request.principal().name());
        if (standing != Standing.OWNER && !own) {
            notice.accept("Only its owner closes a face that somebody else has opened.");
            return;
        }
        parts.closer().close(face.get()).exceptionally(failed -> {
            notice.accept("The face could not be closed now. Try again.");
            return null;
        });
    }

    /** The face of this page; the console speaks for the newest face of its agent. */
    private Optional<FaceView> ownFace() {
        if (request.number() != 0) {
            return parts.directory().face(request.computer(), request.agent(), request.number());
        }
        return parts.directory().faces(request.computer()).stream()
                .filter(face -> face.agent().equals(request.agent()) && face.open())
                .max(Comparator.comparingLong(FaceView::number));
    }

    private Visit visit(FaceView face) {
        return new Visit(face.computer(), face.agent(), face.number(), true, WakeReason.BUTTON);
    }

    private void tellIfRefused(WakeAnswer answer) {
        switch (answer) {
            case WakeAnswer.Asked asked -> {}
            case WakeAnswer.AlreadyWanted wanted -> {}
            case WakeAnswer.NotByThis not -> notice.accept("This computer is not woken from its page.");
            case WakeAnswer.Held(var reason) -> notice.accept(sentence(reason));
            case WakeAnswer.NoFace none -> notice.accept("This face has closed.");
            case WakeAnswer.Unavailable away -> notice.accept("That did not reach the cluster. Try again.");
        }
    }

    private static String sentence(WakeAnswer.HeldReason reason) {
        return switch (reason) {
            case PAUSED -> "Its operator has paused it.";
            case DELETING -> "It is being deleted.";
            case MAINTENANCE -> "It is in maintenance.";
            case NOT_ACCEPTED -> "Its class does not accept it as it is.";
            case SUSPENDED_BY_OWNER -> "Its owner keeps it asleep.";
            case QUOTA_SPENT -> "This month's minutes are used up.";
        };
    }
}
