package dev.berth.proxy.route;

import dev.berth.proxy.access.Principal;
import dev.berth.proxy.access.Roles;
import dev.berth.proxy.access.Standing;
import dev.berth.proxy.directory.AgentView;
import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.Directory;
import dev.berth.proxy.directory.FaceView;
import dev.berth.proxy.route.Decision.Place;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.BiFunction;

/** Which face a request means, and what its visitor may do there: there, closed, never there, or to be asked for. Pure; one object per request. */
final class FaceLookup {

    private final Ask ask;
    private final Principal principal;
    private final Instant now;
    private final Directory directory;
    private final Optional<Optional<FaceView>> found;

    /** @param found what the API server has of the number, if it was asked */
    FaceLookup(Ask ask, Principal principal, Instant now, Directory directory, Optional<Optional<FaceView>> found) {
        this.ask = ask;
        this.principal = principal;
        this.now = now;
        this.directory = directory;
        this.found = found;
    }

    /** Finds the face that the query names and what this visitor may do on it. */
    Decision on(Place place, BiFunction<Place, Optional<FaceView>, Decision> next) {
        return switch (FaceParam.of(ask.query())) {
            case FaceParam.Absent() ->
                new Decision.Reject(400, "E_FACE_MISSING", "Say which face: add ?face= and its number.");
            case FaceParam.Wrong() -> new Decision.NoSuchFace(place);
            case FaceParam.Numbered(long n)
            when n == 0 -> {
                var standing = Roles.onSynthetic(place.computer(), principal);
                yield standing.mayLook()
                        ? next.apply(as(place, standing), Optional.empty())
                        : PageRoutes.refuse(place.computer(), principal);
            }
            case FaceParam.Numbered(long n) -> {
                var face = directory
                        .face(place.computer().key(), place.agent(), n)
                        .or(() -> found.orElse(Optional.empty()));
                yield face.isPresent() ? existing(place, face.get(), next) : missing(place, n);
            }
        };
    }

    private Decision existing(Place place, FaceView face, BiFunction<Place, Optional<FaceView>, Decision> next) {
        var standing = Roles.on(place.computer(), face, principal, now);
        if (!standing.mayLook()) return PageRoutes.refuse(place.computer(), principal);
        return face.open()
                ? next.apply(as(place, standing), Optional.of(face))
                : new Decision.FaceClosed(as(place, standing));
    }

    private Decision missing(Place place, long number) {
        if (!place.standing().mayLook()) return PageRoutes.refuse(place.computer(), principal);
        if (number <= highestKnown(place)) return new Decision.FaceClosed(place);
        return found.isPresent() ? new Decision.NoSuchFace(place) : new Decision.FindFace(place, number);
    }

    private long highestKnown(Place place) {
        long closed = place.computer()
                .agent(place.agent())
                .map(AgentView::highestClosedFace)
                .orElse(0L);
        long exists = directory.faces(place.computer().key()).stream()
                .filter(f -> f.agent().equals(place.agent()))
                .mapToLong(FaceView::number)
                .max()
                .orElse(0);
        return Math.max(closed, exists);
    }

    Optional<FaceView> newestOpen(Place place) {
        return directory.faces(place.computer().key()).stream()
                .filter(f -> f.agent().equals(place.agent()) && f.open())
                .max(Comparator.comparingLong(FaceView::number));
    }

    /** Nobody here has anything to do with this computer: neither by it nor by any of its faces. */
    boolean strangers(ComputerView computer) {
        return !Roles.on(computer, principal).mayLook()
                && directory.faces(computer.key()).stream()
                        .noneMatch(f -> Roles.on(computer, f, principal, now).mayLook());
    }

    /** The same, as seen by somebody who may do this much. */
    static Place as(Place place, Standing standing) {
        return new Place(place.computer(), place.agent(), place.path(), standing);
    }
}
