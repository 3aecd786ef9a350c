package dev.berth.proxy.relay;

import dev.berth.proxy.access.Standing;
import dev.berth.proxy.directory.MachineView.Machine;
import dev.berth.ttyd.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** What a terminal socket knows of its computer and face, and for how long it is its visitor's navigation. */
final class Place {

    /** A page counts as its visitor's navigation for so long. */
    private static final Duration VISIT = Duration.ofSeconds(10);

    /** A face that the watches have not shown by then does not exist. */
    private static final Duration FACE_APPEARS = Duration.ofSeconds(10);

    private final Function<Instant, SocketView> directory;
    private final Instant openedAt;
    private Instant visitUntil;
    private SocketView view;
    private boolean faceSeen;

    Place(Function<Instant, SocketView> directory, boolean visit, Instant now) {
        this.directory = directory;
        this.openedAt = now;
        this.visitUntil = visit ? now.plus(VISIT) : Instant.MIN;
        this.view = directory.apply(now);
    }

    void look(Instant now) {
        view = directory.apply(now);
    }

    /** Looks again if the role may have ended. */
    void lookIfDue(Instant now) {
        if (!now.isBefore(view.standingUntil())) {
            look(now);
        }
    }

    SocketView view() {
        return view;
    }

    Standing standing() {
        return view.standing();
    }

    boolean mayType() {
        return view.standing().mayType();
    }

    Situation situation(Instant now) {
        faceSeen |= view.face().isPresent();
        return Situation.of(view, faceSeen || !now.isBefore(openedAt.plus(FACE_APPEARS)));
    }

    Optional<Machine> machine() {
        return view.computer().flatMap(c -> c.machine() instanceof Machine m ? Optional.of(m) : Optional.empty());
    }

    Role role() {
        return switch (view.standing()) {
            case OWNER -> Role.OWNER;
            case DRIVER -> Role.DRIVER;
            case VIEWER, NONE -> Role.VIEWER;
        };
    }

    /** Whether this page's opening has to wake something; true once. */
    boolean visits(SocketState state, Instant now) {
        boolean rests = state instanceof SocketState.Asleep || (state instanceof SocketState.Synthetic && faceSeen);
        if (!now.isBefore(visitUntil) || !mayType() || view.number() == 0 || !rests) {
            return false;
        }
        visitUntil = Instant.MIN;
        return true;
    }

    /** The visitor sees the terminal: what becomes of the computer later is not this visit's. */
    void arrived() {
        visitUntil = Instant.MIN;
    }

    /** When to look again without an event. */
    Instant nextAt(Instant now) {
        Instant appears = situation(now) instanceof Situation.Unknown ? openedAt.plus(FACE_APPEARS) : Instant.MAX;
        return appears.isBefore(view.standingUntil()) ? appears : view.standingUntil();
    }
}
