package dev.berth.proxy.relay;

import dev.berth.crd.InstancePhase;
import dev.berth.crd.WakeReason;
import dev.berth.proxy.access.Standing;
import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.FaceView;
import dev.berth.proxy.directory.MachineView.Machine;
import dev.berth.proxy.directory.WakeAnswer;
import dev.berth.proxy.relay.boot.BootStory;
import dev.berth.proxy.relay.boot.StepTimes;
import dev.berth.ttyd.CloseCode;
import dev.berth.ttyd.Ttyd;
import dev.berth.ttyd.Ttyd.Hello;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One terminal session between a pretended browser, box and cluster that do anything they may do, in any order. It keeps a list of what was
 * wrong; an empty list after many steps is what the walk wants.
 */
final class SessionWorld implements Wire {

    /** Mistakes that a relay might make, planted between the session and the world. */
    enum Fault {
        SENDS_THE_LAST_KEY_AGAIN_AFTER_A_REJOIN,
        LOSES_THE_FIRST_HELD_KEY,
        TURNS_HELD_KEYS_AROUND,
        SPEAKS_BEFORE_THE_PROOF,
        WAKES_ON_REPORTS,
        WAKES_ON_RECONNECT,
        LETS_A_VIEWER_TYPE,
        TYPES_ON_AFTER_ANSWERING_A_HOLD,
        WRITES_OVER_THE_SHELL,
        FORGETS_TO_WAKE_FOR_HELD_KEYS
    }

    final List<String> wrong = new ArrayList<>();
    final List<Integer> delivered = new ArrayList<>();
    int wakes;
    int splices;
    int takenBack;
    int keysDelivered;

    private final Random random;
    private final @Nullable Fault fault;
    private final List<Integer> expected = new ArrayList<>();
    private Instant now = Fixtures.START;
    private Machine machine = Fixtures.machine(InstancePhase.READY);
    private SocketView view = look();
    private Standing standing = Standing.OWNER;
    private TerminalSession session;
    private @Nullable Target dialled;
    private boolean joined;
    private boolean intakeOpen = true;
    private boolean frozen;
    private boolean held;
    private boolean ponged;
    private boolean spoken;
    private boolean forwarding;
    private boolean keyTyped;
    private boolean visit;
    private boolean wakeAsked;
    private boolean wakeOpen;
    private boolean ended;
    private int nextKey;
    private int lastDelivered = -1;

    SessionWorld(long seed, @Nullable Fault fault) {
        this.random = new Random(seed);
        this.fault = fault;
        this.session = open(true);
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
                this, at -> view, new TerminalScreen(new BootStory(new StepTimes()), 0, !first), first, now);
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

    private void expectNot(int key) {
        expected.removeIf(one -> one == key);
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

    private void box() {
        if (dialled != null) {
            answerDial();
            return;
        }
        if (!joined || frozen) {
            return;
        }
        if (!spoken) {
            spoken = true;
            session.heard(Ttyd.OUTPUT, now);
            return;
        }
        switch (random.nextInt(6)) {
            case 0 -> {
                if (!held) {
                    held = true;
                    ponged = false;
                    session.hold("hold".getBytes(StandardCharsets.US_ASCII), now);
                }
            }
            case 1 -> {
                if (held && random.nextBoolean()) {
                    held = false;
                    session.go(now);
                } else if (held && ponged) {
                    intakeOpen = false;
                    end(CloseCode.INTAKE_CLOSED);
                }
            }
            default -> {
                session.heard((byte) 0, now);
                if (fault == Fault.WRITES_OVER_THE_SHELL && random.nextInt(50) == 0) {
                    screen(new byte[] {'!'});
                }
            }
        }
    }

    private void answerDial() {
        boolean sameBox = dialled != null && dialled.machine().bootId().equals(machine.bootId());
        if (frozen || !sameBox || random.nextInt(8) == 0) {
            dialled = null;
            session.silent(now);
        } else if (!intakeOpen) {
            dialled = null;
            session.refused(423, now);
        } else if (random.nextInt(8) == 0) {
            dialled = null;
            session.refused(503, now);
        } else {
            Machine target = dialled == null ? machine : dialled.machine();
            dialled = null;
            joined = true;
            spoken = false;
            held = false;
            ponged = false;
            splices++;
            // A key that still waits for the first output may have to wake it again.
            keyTyped = !expected.isEmpty();
            wakeAsked = false;
            wakeOpen = false;
            session.joined(target, now);
            if (fault == Fault.SENDS_THE_LAST_KEY_AGAIN_AFTER_A_REJOIN && lastDelivered >= 0) {
                input(("k" + lastDelivered + " ").getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private void end(int code) {
        joined = false;
        held = false;
        spoken = false;
        takenBack++;
        session.boxClosed(code, now);
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

    // ---- what the session does ----

    @Override
    public void input(byte[] message) {
        speaks("input");
        if (!joined) {
            return;
        }
        if (held && ponged) {
            wrong.add("a key after the hold was answered");
        }
        List<Integer> keys = new ArrayList<>();
        for (String word : new String(message, StandardCharsets.US_ASCII).trim().split(" ", -1)) {
            keys.add(Integer.parseInt(word.substring(1)));
        }
        if (fault == Fault.LOSES_THE_FIRST_HELD_KEY && expected.contains(keys.getFirst()) && random.nextInt(4) == 0) {
            return;
        }
        for (int key : keys) {
            boolean around = fault == Fault.TURNS_HELD_KEYS_AROUND && expected.size() > 1;
            arrives(around ? expected.getLast() : key);
        }
    }

    private void arrives(int key) {
        if (!standing.mayType() && !expected.contains(key)) {
            wrong.add("a viewer typed");
        }
        if (key <= lastDelivered) {
            wrong.add("key " + key + " after key " + lastDelivered);
        }
        lastDelivered = Math.max(lastDelivered, key);
        keysDelivered++;
        expectNot(key);
    }

    private void speaks(String what) {
        if (!joined) {
            wrong.add(what + " to a box that has not proved itself");
        }
    }

    @Override
    public void hello(Hello size) {
        speaks("hello");
    }

    @Override
    public void resize(Hello size) {
        speaks("resize");
    }

    @Override
    public void pong(byte[] payload) {
        speaks("pong");
        if (forwarding) {
            wrong.add("a hold was answered in the middle of a message");
        }
        ponged = true;
        if (fault == Fault.TYPES_ON_AFTER_ANSWERING_A_HOLD) {
            input(("k" + nextKey++ + " ").getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Override
    public void ping() {
        speaks("ping");
    }

    @Override
    public void dial(Target target) {
        if (joined || dialled != null) {
            wrong.add("two box connections");
        }
        dialled = target;
        if (fault == Fault.SPEAKS_BEFORE_THE_PROOF) {
            hello(Hello.DEFAULT);
        }
    }

    @Override
    public void hangUp() {
        dialled = null;
        if (joined) {
            takenBack++;
        }
        joined = false;
        held = false;
        spoken = false;
    }

    @Override
    public void screen(byte[] terminalBytes) {
        if (joined && spoken) {
            wrong.add("the proxy wrote over the shell");
        }
    }

    @Override
    public void title(String title) {
        if (title.startsWith("keys dropped")) {
            dropAll();
        }
    }

    private void dropAll() {
        wakeOpen = false;
        expected.clear();
    }

    @Override
    public void wake(WakeReason reason) {
        wakes++;
        wakeAsked = true;
        wakeOpen = fault != Fault.FORGETS_TO_WAKE_FOR_HELD_KEYS;
        if (!standing.mayType()) {
            wrong.add("a viewer woke it");
        }
        if (reason == WakeReason.KEY_PRESS && !keyTyped) {
            wrong.add("a wake without a key");
        }
        if (reason == WakeReason.NAVIGATION && !visit) {
            wrong.add("a wake by a reconnect");
        }
    }

    @Override
    public boolean browserAtBoundary() {
        return true;
    }

    @Override
    public boolean forwarding() {
        return forwarding && joined;
    }

    @Override
    public void readBrowser(boolean on) {}

    @Override
    public void close(int code, String reason) {
        ended = true;
        hangUp();
    }

    @Override
    public void abort() {
        ended = true;
    }

    @Override
    public void boxRefused() {}

    @Override
    public void closeFace(FaceView face) {}
}
