package dev.berth.proxy.relay.boot;

import dev.berth.crd.Progress;
import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.MachineView.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines of the boot face: steps that have finished, from the Instance's progress, and the one that runs. Pure. */
final class BootSteps {

    private static final int STARTS = 3;

    private BootSteps() {}

    /** What has been done in the transition at hand. */
    static List<BootStep> finished(ComputerView computer, BootMoment moment, StartTimes.Measured measured) {
        List<BootStep> steps = new ArrayList<>();
        String asked = moment.keyPressed() ? "a key was pressed" : Words.request(computer);
        steps.add(BootStep.done("request", asked, measured.request()));
        if (computer.machine() instanceof Machine machine) {
            current(machine).forEach(done -> steps.add(finished(done)));
        }
        return steps;
    }

    /** Steps of a maintenance: whatever finished after it could have begun. */
    static List<BootStep> maintenance(ComputerView computer, BootMoment moment) {
        if (!(computer.machine() instanceof Machine machine)) {
            return List.of();
        }
        return machine.progress().stream()
                .filter(step -> List.of("backup", "disk", "stop").contains(step.step()))
                .map(BootSteps::finished)
                .toList();
    }

    private static BootStep finished(Progress done) {
        Long millis = done.millis();
        return BootStep.done(
                name(done.step()),
                SafeText.line(done.line()),
                millis == null ? Optional.empty() : Optional.of(Duration.ofMillis(millis)));
    }

    /** Progress keeps the newest twelve; a transition begins where the order of steps starts over. */
    static List<Progress> current(Machine machine) {
        List<Progress> steps = new ArrayList<>();
        int last = -1;
        for (Progress step : machine.progress()) {
            int rank = rank(step.step());
            if (rank <= last) {
                steps.clear();
            }
            steps.add(step);
            last = rank;
        }
        steps.removeIf(step -> rank(step.step()) == rank("stop"));
        return steps;
    }

    /** The step that runs now, with a clock. */
    static Optional<BootStep> running(ComputerView computer, BootMoment moment, StepTimes times) {
        if (!(computer.machine() instanceof Machine machine)) {
            return Optional.of(BootStep.running("machine", "", since(moment.since(), moment)));
        }
        String step = step(machine);
        if (step.isEmpty()) {
            return Optional.of(BootStep.running("machine", "", since(moment.since(), moment)));
        }
        Instant begun = current(machine).stream()
                .flatMap(done -> Optional.ofNullable(done.at()).stream())
                .filter(at -> at.isAfter(machine.phaseSince()))
                .reduce(machine.phaseSince(), (a, b) -> a.isAfter(b) ? a : b);
        Duration elapsed = since(begun, moment);
        return Optional.of(
                BootStep.running(name(step), detail(computer, machine, step, elapsed, moment, times), elapsed));
    }

    private static String detail(
            ComputerView computer, Machine machine, String step, Duration elapsed, BootMoment moment, StepTimes times) {
        boolean timed = !machine.deadline().equals(ComputerView.NEVER);
        Duration allowed = timed ? Duration.between(machine.phaseSince(), machine.deadline()) : Duration.ZERO;
        if (timed && !moment.now().isBefore(machine.deadline())) {
            return "no answer for " + allowed.toSeconds() + " s" + next(machine);
        }
        Optional<Duration> usual = times.usual(computer.computerClass().name(), machine.region(), step);
        if (usual.isPresent()) {
            long seconds = Math.max(1, Math.round(usual.get().toMillis() / 1000.0));
            boolean slow = elapsed.compareTo(usual.get().multipliedBy(3)) >= 0;
            return slow ? "slower than usual, " + seconds + " s" : "usually " + seconds + " s";
        }
        return timed ? "at most " + allowed.toSeconds() + " s" : "";
    }

    /** What follows a deadline (resources.md 3.2): a start is tried three times, as it is, restarted and with a new machine; a machine is asked for without end. */
    private static String next(Machine machine) {
        return switch (machine.phase()) {
            case BOOTING, RESUMING ->
                machine.attempt() < STARTS
                        ? ", trying again (" + (Math.max(1, machine.attempt()) + 1) + " of " + STARTS + ")"
                        : "";
            case QUEUED, PROVISIONING -> ", trying again";
            case READY, SUSPENDING, SUSPENDED, STOPPING, STOPPED, TERMINATING, FAILED -> "";
        };
    }

    /** What a phase waits for. */
    private static String step(Machine machine) {
        List<String> done = current(machine).stream().map(Progress::step).toList();
        return switch (machine.phase()) {
            case QUEUED, PROVISIONING -> "create-machine";
            case RESUMING -> done.contains("resume") ? "terminal" : "resume";
            case BOOTING -> done.contains("boot") ? "terminal" : "boot";
            case READY -> "terminal";
            case SUSPENDING, SUSPENDED, STOPPING, STOPPED, TERMINATING, FAILED -> "";
        };
    }

    private static Duration since(Instant begun, BootMoment moment) {
        Duration elapsed = Duration.between(begun, moment.now());
        return elapsed.isNegative() ? Duration.ZERO : elapsed;
    }

    private static String name(String step) {
        return switch (step) {
            case "create-app" -> "app";
            case "store-secrets" -> "secrets";
            case "create-volume" -> "volume";
            case "create-machine", "start", "resume", "stop" -> "machine";
            default -> step;
        };
    }

    private static int rank(String step) {
        return switch (step) {
            case "create-app" -> 0;
            case "store-secrets" -> 1;
            case "create-volume" -> 2;
            case "create-machine" -> 3;
            case "start", "resume" -> 4;
            case "boot" -> 5;
            case "backup" -> 6;
            case "stop" -> 7;
            default -> 8;
        };
    }
}
