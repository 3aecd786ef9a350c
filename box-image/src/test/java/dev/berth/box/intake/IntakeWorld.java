package dev.berth.box.intake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A small world around an intake: browsers that type numbered keys, proxies that hold and go, wires with delay, a controller that wants
 * sleep. It knows where every key is, and complains when the promise of ok is broken.
 */
final class IntakeWorld {

    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;

        Broken(String what) {
            super(what);
        }
    }

    private final Intake<Integer> intake;
    private final Random random;
    private final Map<Integer, IntakeTerminal> terminals = new LinkedHashMap<>();
    private final Set<Integer> read = new HashSet<>();
    private final Set<Integer> inTmux = new HashSet<>();
    private final Map<Long, Boolean> forcedCalls = new LinkedHashMap<>();
    private long now;
    private int lastKey;
    private int lastTerminal;
    private long lastCall;
    private long delivery;
    private boolean deliveryWanted;
    private boolean slept;
    private long closedAt = -1;
    private long seqSeen = -1;
    private long pendingSince;
    private boolean forcedHold;
    int sleeps;
    int refusals;

    IntakeWorld(Intake<Integer> intake, Random random) {
        this.intake = intake;
        this.random = random;
    }

    void step() {
        now += random.nextInt(120);
        switch (random.nextInt(12)) {
            case 0 -> attach();
            case 1 -> anybody(this::type);
            case 2, 3 -> anybody(this::proxySends);
            case 4, 5 -> anybody(this::boxReads);
            case 6, 7 -> anybody(this::proxyReads);
            case 8 -> controllerAsks();
            case 9 -> tmuxReads();
            case 10 -> rare();
            default -> perform(intake.tick(now));
        }
        if (slept && intake.admits() && closedAt >= 0) {
            wake();
        }
        if (slept && now - closedAt > 400_000) {
            throw new Broken("the intake stays closed for ever");
        }
        if (intake.state() == Intake.State.HOLDING || intake.state() == Intake.State.DELIVERING) {
            stuckFor();
        } else {
            pendingSince = now;
            forcedHold = false;
        }
    }

    private void stuckFor() {
        if (now - pendingSince > 20_000) {
            throw new Broken("a quiesce is never answered");
        }
    }

    private void attach() {
        if (terminals.size() < 4 && intake.admits()) {
            terminals.put(++lastTerminal, new IntakeTerminal());
            raisesSeq(() -> perform(intake.attached(lastTerminal)), "an attach");
        }
    }

    private void raisesSeq(Runnable what, String name) {
        long before = intake.seq();
        what.run();
        if (intake.seq() <= before) {
            throw new Broken(name + " does not raise seq");
        }
    }

    private interface Doing {
        void to(int id, IntakeTerminal terminal);
    }

    private void anybody(Doing doing) {
        var ids = new ArrayList<>(terminals.keySet());
        if (!ids.isEmpty()) {
            int id = ids.get(random.nextInt(ids.size()));
            doing.to(id, Objects.requireNonNull(terminals.get(id)));
        }
    }

    private void type(int id, IntakeTerminal terminal) {
        // Idle spells, or nothing would ever sleep.
        if (random.nextInt(4) == 0) {
            terminal.typed.add(++lastKey);
        }
    }

    private void proxySends(int id, IntakeTerminal terminal) {
        if (!terminal.holding && !terminal.closed && !terminal.typed.isEmpty()) {
            terminal.toBox.add(new IntakeTerminal.Sent.Key(terminal.typed.remove()));
        }
    }

    private void proxyReads(int id, IntakeTerminal terminal) {
        if (terminal.deaf || terminal.toProxy.isEmpty()) {
            return;
        }
        switch (terminal.toProxy.remove()) {
            case "hold" -> {
                terminal.holding = true;
                terminal.toBox.add(new IntakeTerminal.Sent.Pong());
            }
            case "go" -> {
                terminal.holding = false;
                terminal.toBox.add(new IntakeTerminal.Sent.Went());
            }
            default -> terminal.closed = true;
        }
    }

    private void boxReads(int id, IntakeTerminal terminal) {
        if (terminal.toBox.isEmpty()) {
            return;
        }
        switch (terminal.toBox.remove()) {
            case IntakeTerminal.Sent.Key(int number) -> {
                if (slept) {
                    throw new Broken("key " + number + " was taken after ok");
                }
                if (!read.add(number)) {
                    throw new Broken("key " + number + " was taken twice");
                }
                boolean wasHeld = holdsForSleep();
                raisesSeq(() -> perform(intake.input(id)), "a key");
                if (wasHeld && intake.state() != Intake.State.OPEN) {
                    throw new Broken("a key during the hold was not busy");
                }
            }
            case IntakeTerminal.Sent.Pong() -> perform(intake.pong(id, now));
            case IntakeTerminal.Sent.Went() -> intake.went(id);
        }
    }

    private boolean holdsForSleep() {
        return (intake.state() == Intake.State.HOLDING || intake.state() == Intake.State.DELIVERING) && !forcedHold;
    }

    private void tmuxReads() {
        inTmux.addAll(read);
        if (deliveryWanted) {
            deliveryWanted = false;
            perform(intake.delivered(delivery, now));
        }
    }

    private void controllerAsks() {
        if (!slept && random.nextInt(3) == 0) {
            boolean force = random.nextInt(4) == 0;
            @Nullable Long seq = force ? null : Long.valueOf(random.nextInt(4) == 0 ? seqSeen : intake.seq());
            forcedHold |= force;
            boolean stale = seq != null && seq != intake.seq();
            long call = ++lastCall;
            forcedCalls.put(call, force);
            perform(intake.quiesce(call, seq, force, now));
            if (stale && forcedCalls.containsKey(call)) {
                throw new Broken("a stale seq was not refused");
            }
        }
        seqSeen = intake.seq();
    }

    private void rare() {
        switch (random.nextInt(6)) {
            case 0 -> anybody((id, terminal) -> terminal.deaf = !terminal.deaf);
            case 1 ->
                anybody((id, terminal) -> {
                    terminals.remove(id);
                    perform(intake.left(id, now));
                });
            case 2 -> {
                if (intake.admits()) {
                    raisesSeq(() -> perform(intake.visited()), "a preview");
                }
            }
            case 3 -> {
                if (slept && random.nextInt(3) == 0) {
                    perform(intake.open());
                }
            }
            case 4 -> {
                now += slept ? 310_000 : 0;
                perform(intake.tick(now));
            }
            default -> perform(intake.tick(now));
        }
    }

    private void wake() {
        slept = false;
        closedAt = -1;
        terminals.clear();
    }

    private void perform(List<Intake.Action<Integer>> actions) {
        for (var action : actions) {
            switch (action) {
                case Intake.Action.Hold<Integer>(Integer id) -> tell(id, "hold");
                case Intake.Action.Go<Integer>(Integer id) -> tell(id, "go");
                case Intake.Action.Close<Integer>(Integer id, int code, String why) -> close(id, code);
                case Intake.Action.Deliver<Integer>(long number) -> {
                    delivery = number;
                    deliveryWanted = true;
                }
                case Intake.Action.Answer<Integer>(long call, boolean ok, String why) -> answered(call, ok);
            }
        }
    }

    private void tell(int id, String what) {
        var terminal = terminals.get(id);
        if (terminal != null) {
            terminal.toProxy.add(what);
        }
    }

    private void close(int id, int code) {
        var terminal = terminals.get(id);
        if (terminal == null) {
            throw new Broken("socket " + id + " is closed though it has left");
        }
        if (code == 4101 && terminal.toBox.stream().anyMatch(sent -> sent instanceof IntakeTerminal.Sent.Key)) {
            throw new Broken("4101 on socket " + id + " loses a key that was sent");
        }
        terminals.remove(id);
        perform(intake.left(id, now));
    }

    private void answered(long call, boolean ok) {
        var forced = forcedCalls.remove(call);
        if (forced == null) {
            throw new Broken("call " + call + " is answered twice");
        }
        if (!ok) {
            refusals++;
            if (holdsStill()) {
                throw new Broken("a busy answer leaves a proxy holding");
            }
            return;
        }
        sleeps++;
        slept = true;
        closedAt = now;
        if (!terminals.isEmpty()) {
            throw new Broken("ok, and a socket is still open");
        }
        if (!forcedHold && !inTmux.containsAll(read)) {
            throw new Broken("ok, and a key has not reached tmux");
        }
    }

    /** After busy, the last thing told to each terminal must not be hold. */
    private boolean holdsStill() {
        return intake.state() == Intake.State.OPEN
                && terminals.values().stream()
                        .anyMatch(terminal -> terminal.toProxy.isEmpty()
                                ? terminal.holding
                                : terminal.toProxy.getLast().equals("hold"));
    }
}
