package dev.berth.proxy.relay.boot;

import dev.berth.crd.InstancePhase;
import dev.berth.crd.Power;
import dev.berth.crd.Progress;
import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.FaceView;
import dev.berth.proxy.directory.MachineView.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From a computer's status to what its boot face says. Pure; each line stands for an observation (look/BOOT.md, table of steps). */
public final class BootStory {

    private final StepTimes times;
    private final StartTimes starts;

    public BootStory(StepTimes times, StartTimes starts) {
        this.times = times;
        this.starts = starts;
    }

    public BootScript tell(ComputerView computer, BootMoment moment) {
        if (computer.maintenance().on()) {
            return maintenance(computer, moment);
        }
        if (computer.deleting()) {
            return BootScript.of(computer.key().name(), Mark.MAINTENANCE, "being deleted");
        }
        boolean failed = computer.machine() instanceof Machine m && m.phase() == InstancePhase.FAILED;
        if (failed || !computer.accepted() || Failure.stands(computer)) {
            return failed(computer, moment);
        }
        if (asleep(computer) && !moment.attaching() && !moment.keyPressed()) {
            return asleep(computer, moment);
        }
        return underway(computer, moment);
    }

    /** What a face says whose session ended with the restart of its computer. */
    public BootScript lost(ComputerView computer, FaceView face, BootMoment moment) {
        BootScript script = underway(computer, moment);
        List<BootStep> steps = new ArrayList<>(script.steps().stream()
                .filter(step -> step.sign() != BootStep.Sign.RUNNING)
                .toList());
        steps.add(BootStep.lost("face", FirstFace.name(face.inBox(), face.hash(), moment) + " ended with the restart"));
        return BootScript.of(computer.key().name(), Mark.READY, script.headline())
                .steps(steps)
                .sentences(List.of("Programs that were running are gone.", files(computer), "Press n for a new face."));
    }

    /** What a face says that cannot be made, because the computer's disk is full. */
    public BootScript diskFull(ComputerView computer, BootMoment moment) {
        BootScript script = underway(computer, moment);
        List<BootStep> steps = new ArrayList<>(script.steps().stream()
                .filter(step -> step.sign() != BootStep.Sign.RUNNING)
                .toList());
        steps.add(BootStep.failed("face", "no room on the computer's disk", Optional.empty()));
        return BootScript.of(computer.key().name(), Mark.FAILED, script.headline())
                .steps(steps)
                .paragraphs(
                        List.of(
                                "The disk of this computer is full, so no session can be made. Delete files in a face that is open, or ask who runs it for a larger disk; then it goes on by itself."));
    }

    private static String files(ComputerView computer) {
        return computer.machine() instanceof Machine machine && !machine.keepsDisk()
                ? "This class keeps no disk: it starts empty."
                : "Files are as you left them.";
    }

    private static boolean asleep(ComputerView computer) {
        return computer.machine() instanceof Machine machine ? machine.asleep() : computer.power() == Power.SUSPENDED;
    }

    private static BootScript asleep(ComputerView computer, BootMoment moment) {
        String since = computer.machine() instanceof Machine machine
                ? " since " + Words.time(machine.phaseSince(), moment.utcOffsetMinutes())
                : "";
        return BootScript.of(computer.key().name(), Mark.ASLEEP, "asleep" + since)
                .lead(why(computer, moment));
    }

    /** Why it sleeps and what would change that, in one or two sentences. */
    public static String why(ComputerView computer, BootMoment moment) {
        if (computer.power() == Power.SUSPENDED) {
            return "Its owner keeps it asleep.";
        }
        String idle = minutes(computer.computerClass().idleAfter());
        String cause = "It had nothing to do for " + idle + ".";
        return moment.insider() && !moment.console() ? cause + " Press any key to wake it." : cause;
    }

    private static String minutes(Duration idle) {
        if (idle.toMinutes() >= 120 && idle.toMinutes() % 60 == 0) {
            return idle.toHours() + " h";
        }
        return idle.toMinutes() > 0 ? idle.toMinutes() + " min" : idle.toSeconds() + " s";
    }

    private BootScript maintenance(ComputerView computer, BootMoment moment) {
        Instant eta = computer.maintenance().eta();
        String until = eta.equals(ComputerView.NEVER)
                ? "maintenance"
                : "maintenance, until about " + Words.time(eta, moment.utcOffsetMinutes());
        BootScript script = BootScript.of(computer.key().name(), Mark.MAINTENANCE, until)
                .lead(SafeText.clean(computer.maintenance().reason()));
        if (!moment.insider()) {
            return script.paragraphs(List.of("This page turns back into the terminal by itself."));
        }
        return script.steps(BootSteps.maintenance(computer, moment))
                .paragraphs(List.of(
                        "This page turns back into your terminal by itself. Files and bookmarks stay as they are."));
    }

    private BootScript failed(ComputerView computer, BootMoment moment) {
        StartTimes.Measured measured = starts.of(computer);
        List<BootStep> steps = new ArrayList<>(BootSteps.finished(computer, moment, measured));
        Optional<Failure> failure = Failure.of(computer);
        failure.ifPresent(f -> {
            steps.removeIf(step -> step.name().equals(f.step()));
            steps.add(BootStep.failed(f.step(), SafeText.line(f.reason()), measured.failed()));
        });
        String incident = computer.machine() instanceof Machine machine
                        && !machine.incident().isEmpty()
                ? machine.incident()
                : computer.incident();
        return BootScript.of(computer.key().name(), Mark.FAILED, headline(computer))
                .steps(steps)
                .paragraphs(failure.map(f -> f.paragraphs(computer, moment)).orElse(List.of()))
                .incident(moment.insider() ? incident : "");
    }

    private BootScript underway(ComputerView computer, BootMoment moment) {
        StartTimes.Measured measured = starts.of(computer);
        List<BootStep> steps = new ArrayList<>(BootSteps.finished(computer, moment, measured));
        if (computer.awake()) {
            steps.add(BootStep.done("terminal", "ttyd and tmux answer", measured.terminal()));
            if (moment.console()) {
                FirstFace.step(measured.arrival(), moment).ifPresent(steps::add);
                return BootScript.of(computer.key().name(), Mark.READY, headline(computer))
                        .steps(steps)
                        .closing("ready in " + BootFace.measured(total(steps)));
            }
            steps.add(BootStep.running("face", "", Duration.between(moment.since(), moment.now())));
        } else {
            BootSteps.running(computer, moment, times).ifPresent(steps::add);
        }
        return BootScript.of(computer.key().name(), wakes(computer) ? Mark.WAKING : Mark.BOOTING, headline(computer))
                .steps(steps);
    }

    private static Duration total(List<BootStep> steps) {
        return steps.stream().flatMap(step -> step.took().stream()).reduce(Duration.ZERO, Duration::plus);
    }

    private static String headline(ComputerView computer) {
        String where = Words.where(computer);
        if (wakes(computer)) {
            return where.isEmpty() ? "waking" : where.startsWith("in ") ? "waking, " + where : "waking " + where;
        }
        return where.isEmpty()
                ? "new computer"
                : where.startsWith("in ") ? "new computer, " + where : "new computer " + where;
    }

    /** A machine that was there before: its disk or memory comes back. */
    private static boolean wakes(ComputerView computer) {
        if (!(computer.machine() instanceof Machine machine)) {
            return false;
        }
        boolean resumed =
                BootSteps.current(machine).stream().map(Progress::step).anyMatch("resume"::equals);
        boolean created =
                BootSteps.current(machine).stream().map(Progress::step).anyMatch("create-machine"::equals);
        return !created && (resumed || machine.asleep() || !machine.bootId().isEmpty());
    }
}
