package dev.berth.box.intake;

import dev.berth.ttyd.CloseCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides when input may come in (resources.md 4.4, "Hold"): pure, no clock, no I/O. Every call returns what has to be done, in order.
 *
 * <pre>
 *   OPEN ── quiesce ──► HOLDING ── every socket answered ──► DELIVERING ── all of it reached tmux ──► CLOSED
 *    ▲                     │ input, attach, 2 s                   │                                     │
 *    └──── busy, go ───────┴──────────────────────────────────────┘            open, or 5 min after ok ─┘
 * </pre>
 *
 * <p>The promise behind {@code ok}: every key that a proxy has sent was delivered, and every key that comes later is still with the
 * proxy. With force input does not stop the hold, and sockets that stay silent are closed with 1012, which promises nothing.
 *
 * @param <S> what identifies a socket
 */
public class Intake<S> {

    /** Where the intake stands; the drawing above has the moves. */
    public enum State {
        OPEN,
        HOLDING,
        DELIVERING,
        CLOSED
    }

    /** What the caller has to do now. */
    public sealed interface Action<S> {
        /** Ask the proxy behind this socket to hold its browser's input. */
        record Hold<S>(S socket) implements Action<S> {}

        /** Take the hold back. */
        record Go<S>(S socket) implements Action<S> {}

        /** End this socket at a frame boundary. */
        record Close<S>(S socket, int code, String reason) implements Action<S> {}

        /** See that all input so far has reached tmux, then call {@link Intake#delivered} with this number. */
        record Deliver<S>(long delivery) implements Action<S> {}

        /** Answer the quiesce call {@code call}. */
        record Answer<S>(long call, boolean ok, String why) implements Action<S> {}
    }

    /** How long a proxy may take to answer a Ping {@code hold}. */
    static final long PONG_MILLIS = 2_000;

    /** How long ttyd and tmux may take to swallow what was typed. */
    static final long DELIVERY_MILLIS = 1_000;

    private final long reopenMillis;
    private State state = State.OPEN;
    private long seq;
    private boolean forced;
    private long deadline;
    private long delivery;
    private final Set<S> sockets = new LinkedHashSet<>();
    private final Set<S> awaited = new LinkedHashSet<>();
    private final Set<S> late = new LinkedHashSet<>();
    private final Map<S, Integer> unanswered = new HashMap<>();
    private final List<Long> calls = new ArrayList<>();

    /** @param reopenAfter how long after ok the intake opens by itself, so that a controller that died locks nobody out */
    public Intake(Duration reopenAfter) {
        this.reopenMillis = reopenAfter.toMillis();
    }

    public State state() {
        return state;
    }

    /** Grows with every input, attach, preview request and lease. */
    public long seq() {
        return seq;
    }

    /** Whether somebody new may come in; false while input is on its way out. */
    public boolean admits() {
        return state == State.OPEN || (state != State.CLOSED && !forced);
    }

    /** Somebody attaches, asks for a preview or takes a lease. */
    public List<Action<S>> visited() {
        seq++;
        return new ArrayList<>(holdsForSleep() ? busy("somebody came back") : List.of());
    }

    /** A socket stands; from now on it takes part in holds. */
    public List<Action<S>> attached(S socket) {
        if (!admits()) {
            return List.of(closed(socket));
        }
        List<Action<S>> actions = visited();
        sockets.add(socket);
        return actions;
    }

    /** Somebody typed; the caller has delivered it, or will. */
    public List<Action<S>> input(S socket) {
        seq++;
        return holdsForSleep() ? busy("somebody typed") : List.of();
    }

    /**
     * A Pong {@code hold} came: everything that its proxy ever sent is here. While a Pong {@code go} is still to come, this one answers a
     * hold that was taken back, and its proxy has been sending since.
     */
    public List<Action<S>> pong(S socket, long now) {
        if (unanswered.containsKey(socket)) {
            return List.of();
        }
        late.remove(socket);
        return awaited.remove(socket) && awaited.isEmpty() ? deliver(now) : List.of();
    }

    /** A Pong {@code go} came. */
    public void went(S socket) {
        unanswered.computeIfPresent(socket, (key, count) -> count == 1 ? null : count - 1);
        late.remove(socket);
    }

    /** A socket is gone, whoever ended it. */
    public List<Action<S>> left(S socket, long now) {
        sockets.remove(socket);
        unanswered.remove(socket);
        late.remove(socket);
        return awaited.remove(socket) && awaited.isEmpty() ? deliver(now) : List.of();
    }

    /** The controller wants the intake closed; several calls at once share one hold. */
    public List<Action<S>> quiesce(long call, @Nullable Long ifSeq, boolean force, long now) {
        if (!force && (ifSeq == null || ifSeq != seq)) {
            return List.of(new Action.Answer<>(
                    call, false, ifSeq == null ? "no seq was named" : "something came in since that activity"));
        }
        if (state == State.CLOSED) {
            // A fresh ok: the controller's provider call is late, and the intake must not open under it.
            deadline = now + reopenMillis;
            return List.of(new Action.Answer<>(call, true, "the intake is closed"));
        }
        calls.add(call);
        if (state == State.OPEN) {
            forced = force;
            return hold(now);
        }
        forced |= force;
        return List.of();
    }

    /** Everything typed before delivery {@code number} was asked for has reached tmux; an older number proves nothing any more. */
    public List<Action<S>> delivered(long number, long now) {
        return state == State.DELIVERING && number == delivery ? close(now) : List.of();
    }

    /** The controller opens the intake, whatever it was. */
    public List<Action<S>> open() {
        List<Action<S>> actions = busy("the intake was opened");
        late.clear();
        return actions;
    }

    /** Time has passed. */
    public List<Action<S>> tick(long now) {
        if (state == State.OPEN || now < deadline) {
            return List.of();
        }
        return switch (state) {
            case HOLDING -> forced ? leaveSilentBehind(now) : silent();
            case DELIVERING -> forced ? close(now) : busy("the last keys are still on their way");
            case CLOSED -> open();
            case OPEN -> List.of();
        };
    }

    private boolean holdsForSleep() {
        return (state == State.HOLDING || state == State.DELIVERING) && !forced;
    }

    private List<Action<S>> hold(long now) {
        var actions = new ArrayList<Action<S>>();
        for (S socket : late) {
            sockets.remove(socket);
            actions.add(new Action.Close<>(socket, CloseCode.RESTARTED, "did not answer the last hold"));
        }
        late.clear();
        awaited.addAll(sockets);
        state = State.HOLDING;
        deadline = now + PONG_MILLIS;
        sockets.forEach(socket -> actions.add(new Action.Hold<>(socket)));
        if (awaited.isEmpty()) {
            actions.addAll(deliver(now));
        }
        return actions;
    }

    private List<Action<S>> deliver(long now) {
        state = State.DELIVERING;
        deadline = now + DELIVERY_MILLIS;
        return List.of(new Action.Deliver<>(++delivery));
    }

    private List<Action<S>> close(long now) {
        var actions = new ArrayList<Action<S>>();
        sockets.forEach(socket -> actions.add(closed(socket)));
        answer(actions, true, "the intake is closed");
        sockets.clear();
        state = State.CLOSED;
        forced = false;
        deadline = now + reopenMillis;
        return actions;
    }

    private List<Action<S>> busy(String why) {
        var actions = new ArrayList<Action<S>>();
        if (state == State.HOLDING || state == State.DELIVERING) {
            for (S socket : sockets) {
                unanswered.merge(socket, 1, Integer::sum);
                actions.add(new Action.Go<>(socket));
            }
        }
        answer(actions, false, why);
        awaited.clear();
        state = State.OPEN;
        forced = false;
        return actions;
    }

    private List<Action<S>> silent() {
        late.addAll(awaited);
        return busy("a terminal did not answer within " + PONG_MILLIS / 1000 + " s");
    }

    private List<Action<S>> leaveSilentBehind(long now) {
        var actions = new ArrayList<Action<S>>();
        for (S socket : awaited) {
            sockets.remove(socket);
            actions.add(new Action.Close<>(socket, CloseCode.RESTARTED, "did not answer the hold"));
        }
        awaited.clear();
        actions.addAll(deliver(now));
        return actions;
    }

    private void answer(List<Action<S>> actions, boolean ok, String why) {
        calls.forEach(call -> actions.add(new Action.Answer<>(call, ok, why)));
        calls.clear();
    }

    private static <S> Action<S> closed(S socket) {
        return new Action.Close<>(socket, CloseCode.INTAKE_CLOSED, "the computer falls asleep");
    }
}
