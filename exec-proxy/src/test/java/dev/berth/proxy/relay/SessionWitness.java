package dev.berth.proxy.relay;

import dev.berth.crd.WakeReason;
import dev.berth.proxy.access.Standing;
import dev.berth.proxy.directory.FaceView;
import dev.berth.proxy.directory.MachineView.Machine;
import dev.berth.ttyd.Ttyd.Hello;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What a session does to a pretended browser, box and cluster, and whether it may: it keeps a list of what was wrong. Planted faults stand between the session and it.
 */
abstract class SessionWitness implements Wire {

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

    final Random random;
    final @Nullable Fault fault;
    final List<Integer> expected = new ArrayList<>();
    Standing standing = Standing.OWNER;

    @Nullable
    Target dialled;

    boolean joined;
    boolean held;
    boolean ponged;
    boolean spoken;
    boolean forwarding;
    boolean keyTyped;
    boolean visit;
    boolean wakeAsked;
    boolean wakeOpen;
    boolean ended;
    int nextKey;
    int lastDelivered = -1;

    SessionWitness(Random random, @Nullable Fault fault) {
        this.random = random;
        this.fault = fault;
    }

    void expectNot(int key) {
        expected.removeIf(one -> one == key);
    }

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
    public void arrived(Machine in, FaceView face, Instant since, Instant at) {
        if (since.isAfter(at)) {
            wrong.add("arrived before it knocked");
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

    void dropAll() {
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
