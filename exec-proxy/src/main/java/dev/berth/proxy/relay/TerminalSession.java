package dev.berth.proxy.relay;

import dev.berth.crd.WakeReason;
import dev.berth.proxy.access.Standing;
import dev.berth.proxy.directory.FaceView;
import dev.berth.proxy.directory.MachineView.Machine;
import dev.berth.proxy.directory.WakeAnswer;
import dev.berth.ttyd.CloseCode;
import dev.berth.ttyd.Ttyd;
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
    private final LifeSigns lifeSigns = new LifeSigns();
    private final BackOff backOff = new BackOff();
    private final Waking waking = new Waking();
    private final Refusal refusal = new Refusal();
    private SocketState state = new SocketState.Synthetic();
    private @Nullable Hello size;
    private boolean closed;

    TerminalSession(Wire wire, Function<Instant, SocketView> look, TerminalScreen screen, boolean visit, Instant now) {
        this.wire = wire;
        this.place = new Place(look, visit, now);
        this.screen = screen;
        this.box = new BoxSide(wire);
        this.keys = new Keys(wire, lifeSigns);
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
            backOff.now();
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
        return box.live() && keys.clear();
    }

    /** Input came; {@code passedOn}: the box side has had these bytes already. */
    void input(byte[] chunk, boolean last, boolean passedOn, Instant now) {
        if (closed) {
            return;
        }
        if (passedOn && box.joined()) {
            lifeSigns.sent(now);
        }
        keys.take(chunk, last, passedOn, way(now), bootId(), now);
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
        refusal.clear();
        waking.end();
        backOff.reset();
        lifeSigns.heard();
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
        boolean stale = dialEnds();
        switch (status) {
            case 410 -> {
                screen.lost(wire, place.view(), size, now);
                end(CloseCode.NORMAL, "ended");
                return;
            }
            case 403 -> {
                end(CloseCode.ACCESS_ENDED, "your access to this face has ended");
                return;
            }
            case 423 -> noteRefusal(now);
            default -> backOff.failed(now);
        }
        tryAgain(stale);
        settle(now);
    }

    /** Nothing answered, or something that could not prove to be the box. */
    void silent(Instant now) {
        if (closed) {
            return;
        }
        boolean stale = dialEnds();
        refusal.silence();
        wire.boxRefused();
        if (waking.on()) {
            waking.refused();
            backOff.refused(now);
        } else {
            backOff.failed(now);
        }
        tryAgain(stale);
        settle(now);
    }

    /** Something came from the box; {@code command} begins a message, or is 0. */
    void heard(byte command, Instant now) {
        lifeSigns.heard();
        if (command == Ttyd.OUTPUT && box.settle()) {
            release(now);
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
        release(now);
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
            noteRefusal(now);
        } else {
            backOff.failed(now);
        }
        settle(now);
        tellIfAsleep(now);
    }

    void wakeAnswered(WakeAnswer answer, Instant now) {
        switch (answer) {
            case WakeAnswer.Asked asked -> {}
            case WakeAnswer.AlreadyWanted wanted -> {}
            case WakeAnswer.Unavailable unavailable -> waking.unavailable(now);
            case WakeAnswer.NotByThis not -> stopWaking(Sayings.KEYS_WAKE_NOTHING);
            case WakeAnswer.Held stronger -> stopWaking(Sayings.KEYS_WAKE_NOTHING);
            case WakeAnswer.NoFace gone -> stopWaking(Sayings.KEYS_WAKE_NOTHING);
        }
        settle(now);
    }

    void tick(Instant now) {
        place.lookIfDue(now);
        if (!now.isBefore(keys.expireAt()) || waking.over(now)) {
            stopWaking(Sayings.KEYS_TOO_OLD);
        }
        if (waking.asksAgain(now)) {
            wire.wake(waking.reason());
        }
        if (box.joined()) {
            switch (lifeSigns.at(now)) {
                case NOTHING -> {}
                case PING -> wire.ping();
                case GIVE_UP -> {
                    takeBack(now);
                    noteRefusal(now);
                }
            }
        }
        settle(now);
    }

    /** When {@link #tick} is due next; {@link Instant#MAX} if only an event can change anything. */
    Instant nextTick(Instant now) {
        if (closed) {
            return Instant.MAX;
        }
        boolean dials = box.link() instanceof Link.None && state instanceof SocketState.Attaching;
        return Stream.of(
                        keys.expireAt(),
                        waking.nextAt(),
                        place.nextAt(now),
                        refusal.endsAt(),
                        screen.nextAt(now, state, place.view(), waking.on(), refusal.calm()),
                        box.joined() ? lifeSigns.nextAt() : Instant.MAX,
                        dials ? backOff.at() : Instant.MAX)
                .reduce(Instant.MAX, (a, b) -> a.isBefore(b) ? a : b);
    }

    // ---- what follows from it ----

    private void settle(Instant now) {
        if (closed) {
            return;
        }
        refusal.look(place.machine(), now);
        if (!place.mayType()) {
            stopWaking(Sayings.KEYS_OF_A_VIEWER);
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
        dial(now);
        screen.paint(wire, state, place.view(), waking.on(), refusal.calm(), size, now);
        keys.watchReading();
    }

    private SocketState plan(Instant now) {
        return SocketPlanner.plan(
                new SocketPlanner.Facts(place.situation(now), box.link(), box.holding(), refusal.on(), waking.on()));
    }

    private void dial(Instant now) {
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
            box.dial(machine, face, place.role());
        }
    }

    /** The dialling is over; true if the Instance has changed since it began, so that its outcome may be out of date. */
    private boolean dialEnds() {
        boolean stale = box.link().target().isPresent() && !box.link().target().equals(place.machine());
        box.none();
        return stale;
    }

    private void tryAgain(boolean atOnce) {
        if (atOnce) {
            refusal.forget();
            backOff.now();
        }
    }

    private Keys.Way way(Instant now) {
        if (!place.mayType()) {
            return Keys.Way.NOWHERE;
        }
        if (box.live()) {
            return Keys.Way.BOX;
        }
        boolean comesBack = place.situation(now) instanceof Situation.Underway(var computer, var keeps) && keeps;
        return state instanceof SocketState.Asleep || state.usesBox() || comesBack ? Keys.Way.HOLD : Keys.Way.NOWHERE;
    }

    private String bootId() {
        return box.lastBootId().isEmpty() ? place.machine().map(Machine::bootId).orElse("") : box.lastBootId();
    }

    private void release(Instant now) {
        if (box.live()) {
            keys.release(now);
        }
    }

    /** Keys wait, and the box will not come for them by itself. Those typed just before the intake closed count as well. */
    private boolean keysWantAWake() {
        return keys.waiting() && !waking.on() && (state instanceof SocketState.Asleep || refusal.unanswered());
    }

    private void beginWaking(WakeReason reason, Instant now) {
        waking.begin(reason, now);
        refusal.somebodyAsks();
        screen.quiet(now);
        backOff.now();
        wire.wake(reason);
        state = plan(now);
    }

    private void stopWaking(String why) {
        waking.end();
        keys.drop(why);
    }

    private void noteRefusal(Instant now) {
        refusal.note(place.machine(), waking.on(), now);
        waking.refused();
        backOff.refused(now);
        wire.boxRefused();
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
