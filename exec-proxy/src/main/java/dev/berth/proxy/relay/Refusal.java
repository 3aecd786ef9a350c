package dev.berth.proxy.relay;

import dev.berth.proxy.directory.MachineView.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** That the box said no: until the Instance changes, a person asks, or ten seconds have passed, it is not asked again. */
final class Refusal {

    /** Asked again after so long even if nothing happened: a controller may have opened the box and said nothing. */
    private static final Duration COUNTS = Duration.ofSeconds(10);

    private boolean on;
    private boolean calm;
    private boolean unanswered;
    private Instant at = Instant.MIN;
    private Optional<Machine> as = Optional.empty();

    /** The box said 4101 or 423, or was found frozen. */
    void note(Optional<Machine> machine, boolean somebodyWaits, Instant now) {
        on = true;
        calm = !somebodyWaits;
        at = now;
        as = machine;
    }

    /** Nothing answered: it may have been put to sleep behind everybody's back. */
    void silence() {
        unanswered = true;
    }

    /** A person asks. */
    void somebodyAsks() {
        calm = false;
    }

    /** It let us in. */
    void clear() {
        on = false;
        calm = false;
        unanswered = false;
    }

    void forget() {
        on = false;
    }

    void look(Optional<Machine> machine, Instant now) {
        if (on && (!machine.equals(as) || !now.isBefore(at.plus(COUNTS)))) {
            on = false;
        }
    }

    boolean on() {
        return on;
    }

    /** The box refused, and nobody here has asked since: whatever is tried, the last screen stays. */
    boolean calm() {
        return calm;
    }

    boolean unanswered() {
        return unanswered;
    }

    Instant endsAt() {
        return on ? at.plus(COUNTS) : Instant.MAX;
    }
}
