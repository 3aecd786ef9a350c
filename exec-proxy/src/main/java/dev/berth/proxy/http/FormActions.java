package dev.berth.proxy.http;

import dev.berth.crd.WakeReason;
import dev.berth.proxy.access.Principal;
import dev.berth.proxy.access.Standing;
import dev.berth.proxy.directory.DemandWriter;
import dev.berth.proxy.directory.Directory;
import dev.berth.proxy.directory.FaceCloser;
import dev.berth.proxy.directory.FaceView;
import dev.berth.proxy.route.Decision.Place;
import dev.berth.proxy.web.Answer;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What the buttons of our pages do without JavaScript: {@code POST {path}_do} with {@code do} and {@code face}. Each ends on a page. */
final class FormActions {

    /** What came of a form: an answer, or a landing to go on with. */
    sealed interface Outcome {
        record Say(Answer answer) implements Outcome {}

        record Refused(int status, String code, String why) implements Outcome {}

        record Land() implements Outcome {}
    }

    private final Directory directory;
    private final FaceCloser closer;
    private final DemandWriter demand;

    FormActions(Directory directory, FaceCloser closer, DemandWriter demand) {
        this.directory = directory;
        this.closer = closer;
        this.demand = demand;
    }

    CompletionStage<Outcome> act(Place place, Principal principal, String body) {
        var fields = new QueryStringDecoder(body, false).parameters();
        var what = fields.getOrDefault("do", List.of("")).getFirst();
        var face = face(place, fields.getOrDefault("face", List.of("")).getFirst());
        return switch (what) {
            case "new" -> done(place.standing().mayType() ? new Outcome.Land() : mayNot());
            case "close" -> close(place, face, new Outcome.Say(Answer.redirect(303, place.path() + "faces")));
            case "closeAndNew" -> close(place, face, new Outcome.Land());
            case "wake" -> wake(place, face);
            case "sleep" -> sleep(place, face);
            default -> done(new Outcome.Refused(400, "E_FORM", "This page has no such button; load it again."));
        };
    }

    private CompletionStage<Outcome> close(Place place, Optional<FaceView> face, Outcome then) {
        if (place.standing() != Standing.OWNER) return done(mayNot());
        // A face that is gone is closed.
        if (face.isEmpty()) return done(then);
        return closer.close(face.get()).<Outcome>thenApply(closed -> then).exceptionally(failed -> unavailable());
    }

    private CompletionStage<Outcome> wake(Place place, Optional<FaceView> face) {
        if (face.isEmpty()) return done(new Outcome.Say(Answer.redirect(303, place.path() + "faces")));
        return demand.wake(visit(place, face.get()))
                .thenApply(answer -> new Outcome.Say(Answer.redirect(
                        303, place.path() + "?face=" + face.get().number())));
    }

    private CompletionStage<Outcome> sleep(Place place, Optional<FaceView> face) {
        if (place.standing() != Standing.OWNER) return done(mayNot());
        if (face.isEmpty()) return done(new Outcome.Say(Answer.redirect(303, place.path() + "faces")));
        return demand.sleep(visit(place, face.get()))
                .thenApply(answer -> new Outcome.Say(Answer.redirect(303, place.path() + "faces")));
    }

    private static DemandWriter.Visit visit(Place place, FaceView face) {
        return new DemandWriter.Visit(
                place.computer().key(),
                face.agent(),
                face.number(),
                place.standing().mayType(),
                WakeReason.BUTTON);
    }

    private Optional<FaceView> face(Place place, String number) {
        if (!number.matches("[1-9][0-9]{0,9}")) return Optional.empty();
        return directory
                .face(place.computer().key(), place.agent(), Long.parseLong(number))
                .filter(FaceView::open);
    }

    private static Outcome unavailable() {
        return new Outcome.Refused(503, "E_UNAVAILABLE", "The face could not be closed just now; try again.");
    }

    private static Outcome mayNot() {
        return new Outcome.Refused(403, "E_ROLE", "You can watch this computer, not change it.");
    }

    private static CompletionStage<Outcome> done(Outcome outcome) {
        return CompletableFuture.completedFuture(outcome);
    }
}
