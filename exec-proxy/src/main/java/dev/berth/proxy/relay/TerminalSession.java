package dev.berth.proxy.relay;

import dev.berth.crd.WakeReason;
import dev.berth.proxy.access.Standing;
import dev.berth.proxy.directory.FaceView;
import dev.berth.proxy.directory.MachineView.Machine;
import dev.berth.proxy.directory.WakeAnswer;
import dev.berth.ttyd.CloseCode;
import dev.berth.ttyd.Role;
import dev.berth.ttyd.Ttyd;
import dev.berth.ttyd.Ttyd.Hello;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One terminal socket from its 101 to its end: spliced to the box, taken back when the box sleeps, held while it is about to.
 *
 * <p>DESIGN. This class does no I/O and asks no clock, so that a random walk can prove it: events come in with their time, effects go out
 * through {@link Wire}. Every event ends in {@link #settle}, which lets {@link SocketPlanner} say what the socket has to be and does what
 * is missing. Input that the scanner does not pass on ends in {@link #typed}; from there each key goes to exactly one place: the box, the
 * held input, or nowhere because the page has been told so. One event loop owns it.
 */
final class TerminalSession {

    /** A page counts as its visitor's navigation for so long. */
    private static final Duration VISIT = Duration.ofSeconds(10);

    /** A face that the watches have not shown by then does not exist. */
    private static final Duration FACE_APPEARS = Duration.ofSeconds(10);

    /** A box that refused is asked again after so long even if nothing happened: a controller may have opened it and said nothing. */
    private static final Duration REFUSAL_COUNTS = Duration.ofSeconds(10);

    private final Wire wire;
    private final Function<Instant, SocketView> look;
    private final TerminalScreen screen;
    private final HeldInput held = new HeldInput();
    private final TypedInput typing = new TypedInput();
    private final LifeSigns lifeSigns = new LifeSigns();
    private final BackOff backOff = new BackOff();
    private final Waking waking = new Waking();
    private final Instant openedAt;
    private SocketView view;
    private SocketState state = new SocketState.Synthetic();
    private Link link = new Link.None();
    private @Nullable Hello size;
    private Instant visitUntil;
    private boolean faceSeen;
    private boolean joinedToType;
    private boolean settled;
    private boolean holding;
    private byte @Nullable [] pongDue;
    private Instant refusedAt = Instant.MIN;
    private Optional<Machine> refusedAs = Optional.empty();
    private boolean refused;
    /** The box refused, and nobody here has asked since. */
    private boolean calm;

    /** The box fell silent: it may have been put to sleep behind everybody's back. */
    private boolean unanswered;

    private String lastBootId = "";
    private boolean reading = true;
    private boolean closed;

    TerminalSession(Wire wire, Function<Instant, SocketView> look, TerminalScreen screen, boolean visit, Instant now) {
        this.wire = wire;
        this.look = look;
        this.screen = screen;
        this.openedAt = now;
        this.visitUntil = visit ? now.plus(VISIT) : Instant.MIN;
        this.view = look.apply(now);
        screen.quiet(now);
    }

    SocketState state() {
        return state;
    }

    Standing standing() {
        return view.standing();
    }

    // ---- what happens ----

    /** Anything about the computer, its class, machine or face may have changed. */
    void changed(Instant now) {
        Optional<Machine> before = machine();
        view = look.apply(now);
        if (!machine().equals(before)) {
            backOff.now();
        }
        if (refused && !machine().equals(refusedAs)) {
            refused = false;
        }
        settle(now);
    }

    /** The browser's first message. */
    void hello(Hello hello, Instant now) {
        boolean first = size == null;
        size = hello;
        if (first && link instanceof Link.Joined) {
            wire.hello(hello);
        }
        settle(now);
    }

    void resized(Hello hello, Instant now) {
        size = hello;
        if (link instanceof Link.Joined && view.standing().mayType()) {
            wire.resize(hello);
        }
        screen.resized();
        settle(now);
    }

    /** Whether an input message that begins now is passed on as it comes. */
    boolean passesInput() {
        return live() && held.isEmpty() && typing.size() == 0;
    }

    /** Input came. {@code passedOn}: the box side has had these bytes already. */
    void input(byte[] chunk, boolean last, boolean passedOn, Instant now) {
        if (closed) {
            return;
        }
        if (passedOn && link instanceof Link.Joined) {
            lifeSigns.sent(now);
        }
        // The rest of a message whose beginning went down with the box is dropped with it: half a paste is worse than
        // none.
        byte[] typed = typing.chunk(chunk, last, passedOn);
        if (typed.length > 0) {
            typed(typed, now);
        }
        settle(now);
    }

    /** A batch from the browser has been scanned: a hold may be answered once no message is half forwarded. */
    void scanned() {
        if (pongDue != null && !wire.forwarding()) {
            wire.pong(pongDue);
            pongDue = null;
        }
    }

    /** The box let us in, and proved itself. */
    void joined(Machine machine, Instant now) {
        if (closed || !(link instanceof Link.Dialing)) {
            return;
        }
        // The box may have slept and woken since it was dialled: only a sleep that the cache tells of from now on ends the splice.
        link = new Link.Joined(machine().filter(machine::sameBoot).orElse(machine));
        joinedToType = view.standing().mayType();
        settled = false;
        holding = false;
        refused = false;
        calm = false;
        unanswered = false;
        waking.end();
        backOff.reset();
        lifeSigns.heard();
        if (!held.meantFor(machine.bootId())) {
            dropHeld(Sayings.KEYS_FOR_ANOTHER_BOOT);
        }
        lastBootId = machine.bootId();
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
        boolean stale = dialledAnother();
        link = new Link.None();
        switch (status) {
            case 410 -> {
                screen.lost(wire, view, size, now);
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
        boolean stale = dialledAnother();
        link = new Link.None();
        unanswered = true;
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

    /** A message from the box begins, or goes on ({@code command} 0). */
    void heard(byte command, Instant now) {
        lifeSigns.heard();
        if (command == Ttyd.OUTPUT && !settled && link instanceof Link.Joined) {
            settled = true;
            release(now);
            settle(now);
        }
    }

    /** The box's intake is about to close: what comes from now on waits here. */
    void hold(byte[] payload, Instant now) {
        holding = true;
        pongDue = payload;
        scanned();
        settle(now);
    }

    /** The intake stays open after all. */
    void go(Instant now) {
        holding = false;
        release(now);
        settle(now);
    }

    /** The box side ended; 0 if without a Close. */
    void boxClosed(int code, Instant now) {
        if (closed || link instanceof Link.None) {
            return;
        }
        Optional<FaceView> face = view.face();
        unsplice(now);
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
            case WakeAnswer.NotByThis not -> wakesNot();
            case WakeAnswer.Held stronger -> wakesNot();
            case WakeAnswer.NoFace gone -> wakesNot();
        }
        settle(now);
    }

    void tick(Instant now) {
        if (!now.isBefore(view.standingUntil())) {
            view = look.apply(now);
        }
        if (!now.isBefore(held.expiresAt()) || waking.over(now)) {
            waking.end();
            dropHeld(Sayings.KEYS_TOO_OLD);
        }
        if (waking.asksAgain(now)) {
            wire.wake(waking.reason());
        }
        if (refused && !now.isBefore(refusedAt.plus(REFUSAL_COUNTS))) {
            refused = false;
        }
        if (link instanceof Link.Joined) {
            switch (lifeSigns.at(now)) {
                case NOTHING -> {}
                case PING -> wire.ping();
                case GIVE_UP -> {
                    unsplice(now);
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
        Instant next = earlier(held.expiresAt(), waking.nextAt());
        next = earlier(next, view.standingUntil());
        next = earlier(next, screen.nextAt(now, state, view, waking.on(), calm));
        if (situation(now) instanceof Situation.Unknown) {
            next = earlier(next, openedAt.plus(FACE_APPEARS));
        }
        if (refused) {
            next = earlier(next, refusedAt.plus(REFUSAL_COUNTS));
        }
        if (link instanceof Link.Joined) {
            next = earlier(next, lifeSigns.nextAt());
        } else if (link instanceof Link.None && state instanceof SocketState.Attaching) {
            next = earlier(next, backOff.at());
        }
        return next;
    }

    // ---- what follows from it ----

    private void settle(Instant now) {
        if (closed) {
            return;
        }
        faceSeen |= view.face().isPresent();
        if (!view.standing().mayType()) {
            waking.end();
            dropHeld(Sayings.KEYS_OF_A_VIEWER);
        }
        state = plan(now);
        if (visits(now)) {
            visitUntil = Instant.MIN;
            beginWaking(WakeReason.NAVIGATION, now);
            state = plan(now);
        }
        if (keysWantAWake()) {
            beginWaking(WakeReason.KEY_PRESS, now);
            state = plan(now);
        }
        if (state instanceof SocketState.Closing(var code, var reason)) {
            end(code, reason);
            return;
        }
        boolean moreToType = link instanceof Link.Joined && view.standing().mayType() && !joinedToType;
        if (link instanceof Link.Joined && (!staysJoined() || moreToType)) {
            unsplice(now);
            settle(now);
            tellIfAsleep(now);
            return;
        }
        dial(now);
        screen.paint(wire, state, view, waking.on(), calm, size, now);
        boolean wanted = !held.full(typing.size());
        if (wanted != reading) {
            reading = wanted;
            wire.readBrowser(wanted);
        }
    }

    private void tellIfAsleep(Instant now) {
        if (!closed && state instanceof SocketState.Asleep) {
            screen.tell(wire, view, now);
        }
    }

    private boolean staysJoined() {
        return state instanceof SocketState.Spliced || state instanceof SocketState.Held;
    }

    private void dial(Instant now) {
        if (link instanceof Link.Dialing(var dialing)) {
            boolean right =
                    state instanceof SocketState.Attaching(var machine, var face) && Dialable.same(machine, dialing);
            if (right) {
                return;
            }
            wire.hangUp();
            link = new Link.None();
        }
        if (state instanceof SocketState.Attaching(var machine, var face)
                && link instanceof Link.None
                && backOff.due(now)) {
            link = new Link.Dialing(machine);
            wire.dial(new Wire.Target(machine, face, role()));
        }
    }

    /** The Instance has changed since the box was dialled, so its answer may be out of date. */
    private boolean dialledAnother() {
        return link.target().isPresent() && !link.target().equals(machine());
    }

    private void tryAgain(boolean atOnce) {
        if (atOnce) {
            refused = false;
            backOff.now();
        }
    }

    private SocketState plan(Instant now) {
        return SocketPlanner.plan(new SocketPlanner.Facts(situation(now), link, holding, refused, waking.on()));
    }

    private Situation situation(Instant now) {
        boolean had = faceSeen || !now.isBefore(openedAt.plus(FACE_APPEARS));
        return Situation.of(view, had);
    }

    /** Whether this page's opening counts as a visit that has to wake something. */
    private boolean visits(Instant now) {
        return now.isBefore(visitUntil)
                && !waking.on()
                && view.standing().mayType()
                && view.number() != 0
                && (state instanceof SocketState.Asleep || (state instanceof SocketState.Synthetic && faceSeen));
    }

    private void typed(byte[] message, Instant now) {
        if (!view.standing().mayType()) {
            return;
        }
        if (live() && held.isEmpty()) {
            wire.input(message);
            lifeSigns.sent(now);
            return;
        }
        boolean asleep = state instanceof SocketState.Asleep;
        boolean kept =
                asleep || state.usesBox() || (situation(now) instanceof Situation.Underway(var c, var keeps) && keeps);
        if (!kept) {
            return;
        }
        held.add(message, bootId(), now);
    }

    /** Keys wait, and the box will not come for them by itself. Those typed just before the intake closed count as well. */
    private boolean keysWantAWake() {
        return !held.isEmpty() && !waking.on() && (state instanceof SocketState.Asleep || unanswered);
    }

    private String bootId() {
        return lastBootId.isEmpty() ? machine().map(Machine::bootId).orElse("") : lastBootId;
    }

    private boolean live() {
        return link instanceof Link.Joined && settled && !holding;
    }

    private void release(Instant now) {
        if (!live()) {
            return;
        }
        for (byte[] message : held.take()) {
            wire.input(message);
            lifeSigns.sent(now);
        }
    }

    private void beginWaking(WakeReason reason, Instant now) {
        waking.begin(reason, now);
        calm = false;
        screen.quiet(now);
        backOff.now();
        wire.wake(reason);
    }

    private void wakesNot() {
        waking.end();
        dropHeld(Sayings.KEYS_WAKE_NOTHING);
    }

    private void noteRefusal(Instant now) {
        refused = true;
        calm = !waking.on();
        refusedAt = now;
        refusedAs = machine();
        waking.refused();
        backOff.refused(now);
        wire.boxRefused();
    }

    /** Takes the socket back from the box. */
    private void unsplice(Instant now) {
        boolean wasJoined = link instanceof Link.Joined;
        boolean whole = wire.browserAtBoundary();
        wire.hangUp();
        link = new Link.None();
        settled = false;
        holding = false;
        pongDue = null;
        if (!wasJoined) {
            return;
        }
        if (!whole) {
            closed = true;
            wire.abort();
            return;
        }
        screen.quiet(now);
        wire.screen(Sayings.REPORTS_OFF);
    }

    private void dropHeld(String why) {
        if (!held.isEmpty()) {
            held.take();
            if (wire.browserAtBoundary()) {
                wire.title(why);
            }
        }
    }

    private void end(int code, String reason) {
        state = new SocketState.Closing(code, reason);
        closed = true;
        wire.close(code, reason);
    }

    private Optional<Machine> machine() {
        return view.computer().flatMap(c -> c.machine() instanceof Machine m ? Optional.of(m) : Optional.empty());
    }

    private Role role() {
        return switch (view.standing()) {
            case OWNER -> Role.OWNER;
            case DRIVER -> Role.DRIVER;
            case VIEWER, NONE -> Role.VIEWER;
        };
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
