package dev.berth.proxy.relay;

import dev.berth.proxy.directory.MachineView.Machine;
import dev.berth.ttyd.Role;
import java.time.Instant;
import java.util.Optional;

/** The way into a box: whom to dial, when to knock again, and for how long a no counts. */
final class Knocking {

    /** What a box answers whose intake is closed. */
    private static final int INTAKE_CLOSED = 423;

    private final Wire wire;
    private final BoxSide box;
    private final Waking waking;
    private final BackOff backOff = new BackOff();
    private final Refusal refusal = new Refusal();
    private Instant since = Instant.MAX;

    Knocking(Wire wire, BoxSide box, Waking waking) {
        this.wire = wire;
        this.box = box;
        this.waking = waking;
    }

    /** Dials if that is wanted now, and leaves off where it is wanted no more. */
    void dial(SocketState state, Role role, Instant now) {
        boolean knocks = state instanceof SocketState.Attaching;
        since = knocks && since.isBefore(now) ? since : knocks ? now : Instant.MAX;
        if (box.link() instanceof Link.Dialing(var dialing)) {
            boolean right =
                    state instanceof SocketState.Attaching(var machine, var face) && Dialable.same(machine, dialing);
            if (right) {
                return;
            }
            wire.hangUp();
            box.none();
        }
        if (state instanceof SocketState.Attaching(var machine, var face)
                && box.link() instanceof Link.None
                && backOff.due(now)) {
            box.dial(machine, face, role);
        }
    }

    /** Since when it has been on its way in; {@link Instant#MAX} while it is not. */
    Instant since() {
        return since;
    }

    /** Dialled, and answered by something else than a 101; {@code known} is the Instance as it is now. */
    void answered(int status, Optional<Machine> known, Instant now) {
        boolean stale = ends(known);
        if (status == INTAKE_CLOSED) {
            refused(known, now);
        } else {
            failed(now);
        }
        if (stale) {
            afresh();
        }
    }

    /** Dialled, and not answered by the box. */
    void silent(Optional<Machine> known, Instant now) {
        boolean stale = ends(known);
        refusal.silence();
        wire.boxRefused();
        if (waking.on()) {
            waking.refused();
            backOff.refused(now);
        } else {
            backOff.failed(now);
        }
        if (stale) {
            afresh();
        }
    }

    /** True if the Instance has changed since the dialling began, so that its outcome may be out of date. */
    private boolean ends(Optional<Machine> known) {
        boolean stale = box.link().target().isPresent() && !box.link().target().equals(known);
        box.none();
        return stale;
    }

    private void afresh() {
        refusal.forget();
        backOff.now();
    }

    /** Something has changed: knock at once. */
    void atOnce() {
        backOff.now();
    }

    /** A person asks. */
    void somebodyAsks() {
        refusal.somebodyAsks();
        backOff.now();
    }

    void joined() {
        refusal.clear();
        backOff.reset();
    }

    /** The box said 4101 or 423, or was found frozen. */
    void refused(Optional<Machine> known, Instant now) {
        refusal.note(known, waking.on(), now);
        waking.refused();
        backOff.refused(now);
        wire.boxRefused();
    }

    /** The box side ended in a way that may be different at once. */
    void failed(Instant now) {
        backOff.failed(now);
    }

    /** The Instance as it is now: a no given by another one does not count. */
    void look(Optional<Machine> known, Instant now) {
        refusal.look(known, now);
    }

    boolean refused() {
        return refusal.on();
    }

    /** The box refused, and nobody here has asked since. */
    boolean calm() {
        return refusal.calm();
    }

    boolean unanswered() {
        return refusal.unanswered();
    }

    /** When to look again without an event. */
    Instant nextAt(SocketState state) {
        boolean dials = box.link() instanceof Link.None && state instanceof SocketState.Attaching;
        Instant knock = dials ? backOff.at() : Instant.MAX;
        return knock.isBefore(refusal.endsAt()) ? knock : refusal.endsAt();
    }
}
