package dev.berth.proxy.relay;

import dev.berth.proxy.directory.FaceView;
import dev.berth.proxy.directory.MachineView.Machine;
import dev.berth.ttyd.Role;
import dev.berth.ttyd.Ttyd;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The box side of a terminal session: whether there is one, whether it lives, whether it takes keys, whether it asked to hold. */
final class BoxSide {

    private final Wire wire;
    private final LifeSigns lifeSigns = new LifeSigns();
    private Link link = new Link.None();
    private Role role = Role.VIEWER;
    private boolean settled;
    private boolean holding;
    private byte @Nullable [] pongDue;
    private String bootId = "";

    BoxSide(Wire wire) {
        this.wire = wire;
    }

    Link link() {
        return link;
    }

    boolean joined() {
        return link instanceof Link.Joined;
    }

    /** It takes keys now: it has printed something, and its intake is open. */
    boolean live() {
        return joined() && settled && !holding;
    }

    boolean holding() {
        return holding;
    }

    /** Boot of the last splice; empty before the first. */
    String lastBootId() {
        return bootId;
    }

    /** Attached as one who may not type. */
    boolean watchesOnly() {
        return !role.mayType();
    }

    void dial(Machine machine, FaceView face, Role as) {
        link = new Link.Dialing(machine);
        role = as;
        wire.dial(new Wire.Target(machine, face, as));
    }

    /** The dialling is over, or ends now because it is not wanted any more. */
    void none() {
        link = new Link.None();
    }

    /** @param known the Instance as the cache shows it now: the box may have slept and woken since it was dialled */
    void join(Machine dialled, Optional<Machine> known) {
        link = new Link.Joined(known.filter(dialled::sameBoot).orElse(dialled));
        bootId = dialled.bootId();
        settled = false;
        holding = false;
        lifeSigns.heard();
    }

    /** Input was sent to it. */
    void sent(Instant now) {
        lifeSigns.sent(now);
    }

    /**
     * Something came from it.
     *
     * @param command begins a message, or is 0
     * @return whether this is the first that it printed, so that keys may follow
     */
    boolean heard(byte command) {
        lifeSigns.heard();
        boolean first = command == Ttyd.OUTPUT && joined() && !settled;
        settled |= first;
        return first;
    }

    /** Whether it has answered nothing for too long; asks it for a sign of life before. */
    boolean frozen(Instant now) {
        if (!joined()) {
            return false;
        }
        return switch (lifeSigns.at(now)) {
            case NOTHING -> false;
            case PING -> {
                wire.ping();
                yield false;
            }
            case GIVE_UP -> true;
        };
    }

    /** When to look for signs of life again. */
    Instant nextAt() {
        return joined() ? lifeSigns.nextAt() : Instant.MAX;
    }

    void hold(byte[] payload) {
        holding = true;
        pongDue = payload;
        answerHold();
    }

    void go() {
        holding = false;
    }

    /** Answers a hold once no message is half forwarded: then everything ever sent has arrived. */
    void answerHold() {
        if (pongDue != null && !wire.forwarding()) {
            wire.pong(pongDue);
            pongDue = null;
        }
    }

    /**
     * Takes the socket back.
     *
     * @return whether the browser's stream is whole, so that others may speak on it
     */
    boolean leave() {
        boolean whole = wire.browserAtBoundary();
        wire.hangUp();
        none();
        settled = false;
        holding = false;
        pongDue = null;
        return whole;
    }
}
