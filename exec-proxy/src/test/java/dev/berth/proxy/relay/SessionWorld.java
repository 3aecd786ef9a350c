package dev.berth.proxy.relay;

import dev.berth.crd.InstancePhase;
import dev.berth.crd.WakeReason;
import dev.berth.proxy.access.Standing;
import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.MachineView.Machine;
import dev.berth.proxy.directory.WakeAnswer;
import dev.berth.proxy.relay.boot.BootStory;
import dev.berth.proxy.relay.boot.StartTimes;
import dev.berth.proxy.relay.boot.StepTimes;
import dev.berth.ttyd.CloseCode;
import dev.berth.ttyd.Ttyd.Hello;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One terminal session between a pretended browser, box and cluster that do anything they may do, in any order. An empty list of what was wrong
 * after many steps is what the walk wants.
 */
final class SessionWorld extends PretendedBox {

    private TerminalSession session;
    private SocketView view = look();

    SessionWorld(long seed, @Nullable Fault fault) {
        super(new Random(seed), fault);
        this.session = open(true);
    }

    @Override
    TerminalSession session() {
        return session;
    }

    private TerminalSession open(boolean first) {
        joined = false;
        dialled = null;
        spoken = false;
        forwarding = false;
        ended = false;
        keyTyped = false;
        wakeAsked = false;
        wakeOpen = false;
        held = false;
        visit = first;
        TerminalSession made = new TerminalSession(
                this,
                at -> view,
                new TerminalScreen(new BootStory(new StepTimes(), new StartTimes()), 0, !first, List::of),
                first,
                now);
        session = made;
        made.changed(now);
        made.hello(Hello.DEFAULT, now);
        if (fault == Fault.WAKES_ON_RECONNECT && !first) {
            wake(WakeReason.KEY_PRESS);
        }
        return made;
    }

    // ---- one random step ----

    void step() {
        now = now.plusMillis(random.nextInt(10) == 0 ? random.nextInt(15_000) : random.nextInt(300));
        if (!now.isBefore(session.nextTick(now))) {
            session.tick(now);
        }
        switch (random.nextInt(14)) {
            case 0, 1, 2 -> key();
            case 3 -> report();
            case 4, 5, 6 -> box();
            case 7 -> cluster();
            case 8, 9 -> cacheCatchesUp();
            case 10 -> session.resized(new Hello(80 + random.nextInt(20), 24), now);
            case 11 -> answerWake();
            case 12 -> rareThings();
            default -> session.tick(now);
        }
        boolean sleeps = view.computer().orElseThrow().machine() instanceof Machine seen && seen.asleep();
        if (!joined && sleeps && !expected.isEmpty() && !wakeOpen) {
            wrong.add("keys wait and nobody was asked to wake: " + expected);
        }
        if (ended) {
            reconnect();
        }
    }

    /** Brings everything to rest: an awake box and a cache that knows it. */
    void calm() {
        standing = Standing.OWNER;
        frozen = false;
        intakeOpen = true;
        for (int i = 0; i < 200 && !wasCalm(); i++) {
            machine = Fixtures.machine(
                    InstancePhase.READY, machine.phaseSince(), machine.address(), machine.port(), machine.bootId());
            cacheCatchesUp();
            if (held && joined) {
                held = false;
                session.go(now);
            }
            box();
            if (forwarding) {
                endMessage();
            }
            answerWake();
            now = now.plusMillis(200);
            session.tick(now);
            if (ended) {
                reconnect();
            }
        }
        if (!wasCalm()) {
            wrong.add("it never came to rest: " + session.state());
        }
        if (!expected.isEmpty()) {
            wrong.add("keys were lost: " + expected);
        }
    }

    private boolean wasCalm() {
        return joined && spoken && !held && session.state() instanceof SocketState.Spliced;
    }

    private void key() {
        boolean mayType = standing.mayType();
        int key = nextKey++;
        byte[] bytes = ("k" + key + " ").getBytes(StandardCharsets.US_ASCII);
        boolean passes = mayType && session.passesInput() && joined;
        boolean resuming = view.computer().orElseThrow().machine() instanceof Machine seen
                && seen.phase() == InstancePhase.RESUMING;
        boolean inVain = (session.state() instanceof SocketState.Synthetic && !resuming)
                || session.state() instanceof SocketState.Closing
                || ended;
        if (passes && random.nextInt(3) == 0) {
            // A message in two parts: the second comes later.
            forwarding = true;
            input(bytes);
            expectNot(key);
            session.input(bytes, false, true, now);
            return;
        }
        endMessage();
        if (!mayType) {
            if (fault == Fault.LETS_A_VIEWER_TYPE && joined) {
                input(bytes);
            }
            session.input(bytes, true, false, now);
            return;
        }
        keyTyped = true;
        if (passes) {
            input(bytes);
            session.input(bytes, true, true, now);
            return;
        }
        if (!inVain) {
            expected.add(key);
        }
        session.input(bytes, true, false, now);
        session.scanned();
    }

    private void endMessage() {
        if (forwarding) {
            forwarding = false;
            session.input(new byte[0], true, true, now);
            session.scanned();
        }
    }

    private void report() {
        endMessage();
        byte[] focus = {0x1b, '[', random.nextBoolean() ? (byte) 'I' : (byte) 'O'};
        session.input(focus, true, false, now);
        if (fault == Fault.WAKES_ON_REPORTS && session.state() instanceof SocketState.Asleep) {
            wake(WakeReason.KEY_PRESS);
        }
    }

    private void cluster() {
        InstancePhase phase =
                switch (random.nextInt(8)) {
                    case 0 -> InstancePhase.SUSPENDING;
                    case 1, 2 -> InstancePhase.SUSPENDED;
                    case 3 -> InstancePhase.RESUMING;
                    default -> InstancePhase.READY;
                };
        if (phase == InstancePhase.SUSPENDED) {
            // No provider suspends a box whose intake is open, unless somebody does it by hand.
            frozen = !intakeOpen || random.nextInt(10) == 0;
        } else if (phase == InstancePhase.READY) {
            frozen = false;
            intakeOpen = true;
        }
        machine = Fixtures.machine(phase, now, machine.address(), machine.port(), machine.bootId());
    }

    private void cacheCatchesUp() {
        view = look();
        session.changed(now);
    }

    private void rareThings() {
        switch (random.nextInt(6)) {
            case 0 -> {
                standing = standing.mayType() ? Standing.VIEWER : Standing.OWNER;
                cacheCatchesUp();
            }
            case 1 -> {
                if (joined) {
                    end(CloseCode.RESTARTED);
                }
            }
            case 2 -> {
                endMessage();
                ended = true;
                dropAll();
            }
            case 3 -> frozen = joined && random.nextBoolean();
            default -> session.tick(now);
        }
    }

    private void reconnect() {
        dropAll();
        open(random.nextInt(10) == 0);
    }

    private void answerWake() {
        if (wakeAsked) {
            wakeAsked = false;
            session.wakeAnswered(
                    switch (random.nextInt(6)) {
                        case 0 -> new WakeAnswer.Unavailable("walk");
                        case 1 -> new WakeAnswer.Held(WakeAnswer.HeldReason.MAINTENANCE);
                        case 2 -> new WakeAnswer.AlreadyWanted();
                        default -> new WakeAnswer.Asked(now);
                    },
                    now);
        }
    }

    private SocketView look() {
        return new SocketView(
                Optional.of(Fixtures.computer(machine)),
                1,
                Optional.of(Fixtures.face()),
                standing == null ? Standing.OWNER : standing,
                true,
                ComputerView.NEVER);
    }
}
