package dev.berth.proxy.relay;

import java.time.Instant;

/**
 * Where each key goes: to the box, into the held input, or nowhere because the page has been told so. Never to two of them.
 */
final class Keys {

    private final Wire wire;
    private final LifeSigns lifeSigns;
    private final HeldInput held = new HeldInput();
    private final TypedInput typing = new TypedInput();
    private boolean reading = true;

    Keys(Wire wire, LifeSigns lifeSigns) {
        this.wire = wire;
        this.lifeSigns = lifeSigns;
    }

    /** Where a message goes that nobody has yet. */
    enum Way {
        BOX,
        HOLD,
        NOWHERE
    }

    /** Nothing waits that would have to go first. */
    boolean clear() {
        return held.isEmpty() && typing.size() == 0;
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
     * @param bootId the boot that held keys are meant for
     */
    void take(byte[] chunk, boolean last, boolean passedOn, Way way, String bootId, Instant now) {
        byte[] typed = typing.chunk(chunk, last, passedOn);
        if (typed.length == 0) {
            return;
        }
        switch (held.isEmpty() || way != Way.BOX ? way : Way.HOLD) {
            case BOX -> send(typed, now);
            case HOLD -> held.add(typed, bootId, now);
            case NOWHERE -> {}
        }
    }

    /** The box takes keys again. */
    void release(Instant now) {
        held.take().forEach(message -> send(message, now));
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
        lifeSigns.sent(now);
    }
}
