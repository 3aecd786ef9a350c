package dev.berth.proxy.relay;

import dev.berth.crd.WakeReason;
import dev.berth.proxy.access.Standing;
import dev.berth.proxy.directory.FaceView;
import dev.berth.proxy.directory.MachineView.Machine;
import dev.berth.proxy.directory.WakeAnswer;
import dev.berth.ttyd.CloseCode;
import dev.berth.ttyd.Ttyd.Hello;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One terminal socket from its 101 to its end: spliced to the box, taken back when the box sleeps, held while it is about to.
 *
 * <p>DESIGN. This class does no I/O and asks no clock, so that a random walk can prove it: events come in with their time, effects go out
 * through {@link Wire}. Every event ends in {@link #settle}, which lets {@link SocketPlanner} say what the socket has to be and does what
 * is missing. One event loop owns it.
 */
final class TerminalSession {

    private final Wire wire;
    private final Place place;
    private final TerminalScreen screen;
    private final BoxSide box;
    private final Keys keys;
    private final Waking waking;
    private final Knocking knocking;
    private SocketState state = new SocketState.Synthetic();
    private @Nullable Hello size;
    private boolean closed;

    TerminalSession(Wire wire, Function<Instant, SocketView> look, TerminalScreen screen, boolean visit, Instant now) {
        this.wire = wire;
        this.place = new Place(look, visit, now);
        this.screen = screen;
        this.box = new BoxSide(wire);
        this.keys = new Keys(wire, place, box);
        this.waking = new Waking(wire, keys);
        this.knocking = new Knocking(wire, box, waking);
        screen.quiet(now);
    }

    SocketState state() {
        return state;
    }

    Standing standing() {
        return place.standing();
    }

    // ---- what happens ----

    /** Anything about the computer, its class, machine or face may have changed. */
    void changed(Instant now) {
        Optional<Machine> before = place.machine();
        place.look(now);
        if (!place.machine().equals(before)) {
            knocking.atOnce();
        }
        settle(now);
    }

    /** The browser's first message. */
    void hello(Hello hello, Instant now) {
        boolean first = size == null;
        size = hello;
        if (first && box.joined()) {
            wire.hello(hello);
        }
        settle(now);
    }

    void resized(Hello hello, Instant now) {
        size = hello;
        if (box.joined() && place.mayType()) {
            wire.resize(hello);
        }
        screen.resized();
        settle(now);
    }

    /** Whether an input message that begins now is passed on as it comes. */
    boolean passesInput() {
        return keys.pass();
    }

    /** Input came; {@code passedOn}: the box side has had these bytes already. */
    void input(byte[] chunk, boolean last, boolean passedOn, Instant now) {
        if (closed) {
            return;
        }
        keys.take(chunk, last, passedOn, state, now);
        settle(now);
    }

    /** A batch from the browser has been scanned. */
    void scanned() {
        box.answerHold();
    }

    /** The box let us in, and proved itself. */
    void joined(Machine machine, Instant now) {
        if (closed || !(box.link() instanceof Link.Dialing)) {
            return;
        }
        box.join(machine, place.machine());
        place.arrived();
        place.view().face().ifPresent(face -> wire.arrived(machine, face, knocking.since(), now));
        knocking.joined();
        waking.end();
        if (!keys.meantFor(machine.bootId())) {
            keys.drop(Sayings.KEYS_FOR_ANOTHER_BOOT);
        }
        screen.leave(wire);
        if (size != null) {
            wire.hello(size);
        }
        settle(now);
    }

    /** The box answered with its proof, but not with a 101. */
    void refused(int status, Instant now) {
        if (closed) {
            return;
        }
        knocking.answered(status, place.machine(), now);
        switch (status) {
            case 410 -> {
                screen.lost(wire, place.view(), size, now);
                end(CloseCode.NORMAL, "ended");
            }
            case 403 -> end(CloseCode.ACCESS_ENDED, "your access to this face has ended");
            case 507 -> {
                screen.diskFull();
                settle(now);
            }
            default -> settle(now);
        }
    }

    /** Nothing answered, or something that could not prove to be the box. */
    void silent(Instant now) {
        if (closed) {
            return;
        }
        knocking.silent(place.machine(), now);
        settle(now);
    }

    /** Something came from the box; {@code command} begins a message, or is 0. */
    void heard(byte command, Instant now) {
        if (box.heard(command)) {
            keys.release(now);
            settle(now);
        }
    }

    /** The box's intake is about to close: what comes from now on waits here. */
    void hold(byte[] payload, Instant now) {
        box.hold(payload);
        settle(now);
    }

    /** The intake stays open after all. */
    void go(Instant now) {
        box.go();
        keys.release(now);
        settle(now);
    }

    /** The box side ended; 0 if without a Close. */
    void boxClosed(int code, Instant now) {
        if (closed || box.link() instanceof Link.None) {
            return;
        }
        Optional<FaceView> face = place.view().face();
        takeBack(now);
        if (closed) {
            return;
        }
        if (code == CloseCode.SESSION_ENDED) {
            face.ifPresent(wire::closeFace);
            end(CloseCode.NORMAL, "ended");
            return;
        }
        if (code == CloseCode.INTAKE_CLOSED) {
            knocking.refused(place.machine(), now);
        } else {
            knocking.failed(now);
        }
        settle(now);
        tellIfAsleep(now);
    }

    void wakeAnswered(WakeAnswer answer, Instant now) {
        waking.answered(answer, now);
        settle(now);
    }

    void tick(Instant now) {
        place.lookIfDue(now);
        waking.tick(now);
        if (box.frozen(now)) {
            takeBack(now);
            knocking.refused(place.machine(), now);
        }
        settle(now);
    }

    /** When {@link #tick} is due next; {@link Instant#MAX} if only an event can change anything. */
    Instant nextTick(Instant now) {
        if (closed) {
            return Instant.MAX;
        }
        return Stream.of(
                        waking.nextAt(),
                        place.nextAt(now),
                        knocking.nextAt(state),
                        screen.nextAt(now, state, place.view(), waking.on(), knocking.calm()),
                        box.nextAt())
                .reduce(Instant.MAX, (a, b) -> a.isBefore(b) ? a : b);
    }

    // ---- what follows from it ----

    private void settle(Instant now) {
        if (closed) {
            return;
        }
        knocking.look(place.machine(), now);
        if (!place.mayType()) {
            waking.giveUp(Sayings.KEYS_OF_A_VIEWER);
        }
        state = plan(now);
        if (!waking.on() && place.visits(state, now)) {
            beginWaking(WakeReason.NAVIGATION, now);
        }
        if (keysWantAWake()) {
            beginWaking(WakeReason.KEY_PRESS, now);
        }
        if (state instanceof SocketState.Closing(var code, var reason)) {
            end(code, reason);
            return;
        }
        boolean stays = state instanceof SocketState.Spliced || state instanceof SocketState.Held;
        boolean promoted = place.mayType() && box.watchesOnly();
        if (box.joined() && (!stays || promoted)) {
            takeBack(now);
            settle(now);
            tellIfAsleep(now);
            return;
        }
        knocking.dial(state, place.role(), now);
        screen.paint(wire, state, place.view(), waking.on(), knocking.calm(), size, now);
        keys.watchReading();
    }

    private SocketState plan(Instant now) {
        return SocketPlanner.plan(new SocketPlanner.Facts(
                place.situation(now), box.link(), box.holding(), knocking.refused(), waking.on()));
    }

    /** Keys wait, and the box will not come for them by itself. Those typed just before the intake closed count as well. */
    private boolean keysWantAWake() {
        return keys.waiting() && !waking.on() && (state instanceof SocketState.Asleep || knocking.unanswered());
    }

    private void beginWaking(WakeReason reason, Instant now) {
        knocking.somebodyAsks();
        screen.quiet(now);
        waking.begin(reason, now);
        state = plan(now);
    }

    private void takeBack(Instant now) {
        if (!box.joined()) {
            box.leave();
            return;
        }
        if (!box.leave()) {
            closed = true;
            wire.abort();
            return;
        }
        screen.quiet(now);
        wire.screen(Sayings.REPORTS_OFF);
    }

    private void tellIfAsleep(Instant now) {
        if (!closed && state instanceof SocketState.Asleep) {
            screen.tell(wire, place.view(), now);
        }
    }

    private void end(int code, String reason) {
        state = new SocketState.Closing(code, reason);
        closed = true;
        wire.close(code, reason);
    }
}
