package dev.berth.proxy.directory;

import dev.berth.crd.DemandWant;
import dev.berth.crd.InstancePhase;
import dev.berth.crd.Power;
import dev.berth.crd.WakeReason;
import dev.berth.crd.WantedPower;
import dev.berth.proxy.directory.WakeAnswer.HeldReason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Whether a visit has to be written down (resources.md 4.3). Pure; the order of the questions is the contract. */
public final class WakeRule {

    /** A demand made in a back-off ends the back-off; half a minute later it is worth another. */
    private static final Duration BACK_OFF_DEMAND = Duration.ofSeconds(30);

    private WakeRule() {}

    /**
     * What a visitor brings.
     *
     * @param mayWake owner or driver
     * @param boxRefused the box said 4101 or 423, or fell silent, in the last 10 s, and nothing was written since
     */
    record Visit(boolean mayWake, WakeReason reason, boolean boxRefused) {}

    /** Either the answer, or the time to write. */
    sealed interface Verdict {
        record Answer(WakeAnswer answer) implements Verdict {}

        record Write(Instant at) implements Verdict {}
    }

    static Verdict judge(ComputerView computer, List<FaceView> faces, Visit visit, Instant now) {
        if (!visit.mayWake() || !wakes(computer.computerClass(), visit.reason())) {
            return new Verdict.Answer(new WakeAnswer.NotByThis(
                    visit.mayWake(), computer.computerClass().wakeOn()));
        }
        var held = held(computer);
        if (held.isPresent()) return new Verdict.Answer(new WakeAnswer.Held(held.get()));
        var backOff = backingOff(computer);
        if (computer.decided() == WantedPower.RUNNING && !backOff && !visit.boxRefused()) {
            return new Verdict.Answer(new WakeAnswer.AlreadyWanted());
        }
        if (liveDemand(computer, faces, backOff, now) && !visit.boxRefused()) {
            return new Verdict.Answer(new WakeAnswer.AlreadyWanted());
        }
        return new Verdict.Write(nextAt(computer.demand(), faces, now));
    }

    /** The row that keeps visits from waking a computer, if one does (resources.md 3.1, rows 1 to 6). */
    public static Optional<HeldReason> held(ComputerView computer) {
        if (computer.paused()) return Optional.of(HeldReason.PAUSED);
        if (computer.deleting()) return Optional.of(HeldReason.DELETING);
        if (computer.maintenance().on()) return Optional.of(HeldReason.MAINTENANCE);
        if (!computer.accepted()) return Optional.of(HeldReason.NOT_ACCEPTED);
        if (computer.power() == Power.SUSPENDED) return Optional.of(HeldReason.SUSPENDED_BY_OWNER);
        if (computer.condition("WithinQuota").isFalse()) return Optional.of(HeldReason.QUOTA_SPENT);
        return Optional.empty();
    }

    /** {@code max(now, newest known + 1 s)}: a clock that is behind cannot void a demand, and CEL refuses one that goes back. */
    static Instant nextAt(FaceView.DemandView kept, List<FaceView> faces, Instant now) {
        var at = now.truncatedTo(ChronoUnit.SECONDS);
        if (kept.exists()) at = later(at, kept.at().plusSeconds(1));
        for (var face : faces) {
            at = later(at, face.createdAt().plusSeconds(1));
            if (face.demand().exists()) at = later(at, face.demand().at().plusSeconds(1));
        }
        return at;
    }

    // A button is as deliberate as a key, and no class can name it.
    private static boolean wakes(ClassView computerClass, WakeReason reason) {
        return computerClass.wakeOn().contains(reason == WakeReason.BUTTON ? WakeReason.KEY_PRESS : reason);
    }

    private static boolean backingOff(ComputerView computer) {
        return computer.machine() instanceof MachineView.Machine machine
                && (machine.phase() == InstancePhase.FAILED
                        || machine.condition("Provisioned").reason().equals("NoCapacity"));
    }

    private static boolean liveDemand(ComputerView computer, List<FaceView> faces, boolean backOff, Instant now) {
        var awake = Instant.MIN;
        // Whoever sent it to sleep may have closed the face since.
        var kept = computer.demand();
        var asleep = kept.want() == DemandWant.ASLEEP ? kept.at() : Instant.MIN;
        for (var face : faces) {
            if (createdAsDemand(computer.computerClass(), face)) awake = later(awake, face.createdAt());
            if (!face.demand().exists()) continue;
            if (face.demand().want() == DemandWant.AWAKE)
                awake = later(awake, face.demand().at());
            else asleep = later(asleep, face.demand().at());
        }
        var lives = backOff ? BACK_OFF_DEMAND : computer.computerClass().idleAfter();
        return !awake.equals(Instant.MIN)
                && awake.isAfter(asleep)
                && awake.plus(lives).isAfter(now);
    }

    private static boolean createdAsDemand(ClassView computerClass, FaceView face) {
        var reason = face.createdBy().startsWith("agent:") ? WakeReason.AGENT : WakeReason.NAVIGATION;
        return computerClass.wakeOn().contains(reason);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
