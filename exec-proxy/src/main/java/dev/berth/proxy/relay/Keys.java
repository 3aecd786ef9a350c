package dev.berth.proxy.relay;

import dev.berth.proxy.directory.MachineView.Machine;
import java.time.Instant;

/**
 * Where each key goes: to the box, into the held input, or nowhere because the page has been told so. Never to two of them.
 */
final class Keys {

    private final Wire wire;
    private final Place place;
    private final BoxSide box;
    private final HeldInput held = new HeldInput();
    private final TypedInput typing = new TypedInput();
    private boolean reading = true;

    Keys(Wire wire, Place place, BoxSide box) {
        this.wire = wire;
        this.place = place;
        this.box = box;
    }

    /** Where a message goes that nobody has yet. */
    private enum Way {
        BOX,
        HOLD,
        NOWHERE
    }

    /** Whether an input message that begins now is passed on as it comes: the box takes it, and nothing waits that would have to go first. */
    boolean pass() {
        return box.live() && held.isEmpty() && typing.size() == 0;
    }

    /** Keys are held. */
    boolean waiting() {
        return !held.isEmpty();
    }

    Instant expireAt() {
        return held.expiresAt();
    }

    /** Whether what is held may go into this boot. */
    boolean meantFor(String bootId) {
        return held.meantFor(bootId);
    }

    /**
     * Input came.
     *
     * @param passedOn the box side has had these bytes already. The rest of such a message whose beginning went down with the box is
     *     dropped with it: half a paste is worse than none
     */
    void take(byte[] chunk, boolean last, boolean passedOn, SocketState state, Instant now) {
        if (passedOn && box.joined()) {
            box.sent(now);
        }
        byte[] typed = typing.chunk(chunk, last, passedOn);
        if (typed.length == 0) {
            return;
        }
        Way way = way(state, now);
        switch (held.isEmpty() || way != Way.BOX ? way : Way.HOLD) {
            case BOX -> send(typed, now);
            case HOLD -> held.add(typed, bootId(), now);
            case NOWHERE -> {}
        }
    }

    private Way way(SocketState state, Instant now) {
        if (!place.mayType()) {
            return Way.NOWHERE;
        }
        if (box.live()) {
            return Way.BOX;
        }
        boolean comesBack = place.situation(now) instanceof Situation.Underway(var computer, var keeps) && keeps;
        return state instanceof SocketState.Asleep || state.usesBox() || comesBack ? Way.HOLD : Way.NOWHERE;
    }

    /** The boot that held keys are meant for. */
    private String bootId() {
        return box.lastBootId().isEmpty() ? place.machine().map(Machine::bootId).orElse("") : box.lastBootId();
    }

    /** The box may take keys again. */
    void release(Instant now) {
        if (box.live()) {
            held.take().forEach(message -> send(message, now));
        }
    }

    void drop(String why) {
        if (!held.isEmpty()) {
            held.take();
            if (wire.browserAtBoundary()) {
                wire.title(why);
            }
        }
    }

    /** Stops reading the browser while as much is held as may be. */
    void watchReading() {
        boolean wanted = !held.full(typing.size());
        if (wanted != reading) {
            reading = wanted;
            wire.readBrowser(wanted);
        }
    }

    private void send(byte[] message, Instant now) {
        wire.input(message);
        box.sent(now);
    }
}
