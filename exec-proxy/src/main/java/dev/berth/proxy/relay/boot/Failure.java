package dev.berth.proxy.relay.boot;

import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.ConditionView;
import dev.berth.proxy.directory.MachineView.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What went wrong, as the boot face tells it: a step, its reason in a few words, and what comes next. Pure. */
record Failure(String step, String reason, String message) {

    /** What no machine can be made for until somebody else has done something: seconds would count to nowhere. */
    private static final Set<String> STAND = Set.of(
            "NoCapacity",
            "ImageMissing",
            "ProviderUnavailable",
            "ProviderRefused",
            "CredentialsRefused",
            "CredentialsMissing",
            "VolumeMissing");

    /** Whether the way to a machine is barred, though it is tried again and again. */
    static boolean stands(ComputerView computer) {
        ConditionView ready = computer.condition("Ready");
        return !computer.awake() && ready.isFalse() && STAND.contains(ready.reason());
    }

    /** The failure that a computer's conditions tell of, if there is one. */
    static Optional<Failure> of(ComputerView computer) {
        ConditionView accepted = computer.condition("Accepted");
        if (accepted.isFalse()) {
            return Optional.of(new Failure("request", words(accepted.reason(), computer), sentence(accepted)));
        }
        ConditionView ready = computer.condition("Ready");
        if (computer.machine() instanceof Machine machine && !ready.isFalse()) {
            ready = machine.condition("Ready");
        }
        return Optional.of(new Failure(step(ready.reason()), words(ready.reason(), computer), sentence(ready)));
    }

    /** What a person reads under the steps. */
    List<String> paragraphs(ComputerView computer, BootMoment moment) {
        List<String> all = new ArrayList<>();
        if (moment.insider() && !message.isEmpty()) {
            all.add(message);
        }
        if (computer.machine() instanceof Machine machine && !machine.deadline().equals(ComputerView.NEVER)) {
            all.add("Berth tries again " + in(machine.deadline(), moment.now())
                    + (moment.insider() ? ". You can try now." : "."));
        }
        return all;
    }

    private static String in(Instant then, Instant now) {
        long seconds = Math.max(0, Duration.between(now, then).toSeconds());
        if (seconds < 5) {
            return "now";
        }
        return seconds < 60 ? "in " + seconds + " s" : "in " + (seconds + 59) / 60 + " min";
    }

    private static String step(String reason) {
        return switch (reason) {
            case "NotAccepted", "QuotaSpent" -> "request";
            case "VolumeMissing" -> "volume";
            case "BootTimeout", "WakeTimeout" -> "terminal";
            default -> "machine";
        };
    }

    private static String words(String reason, ComputerView computer) {
        String provider = Words.provider(computer);
        return switch (reason) {
            case "ClassNotFound" -> "class \"" + computer.computerClass().name() + "\" does not exist";
            case "ClassRefused" -> "its class takes no new computers";
            case "RegionNotOffered" -> "its class does not offer this region";
            case "SizeOverLimit" ->
                "more than class " + computer.computerClass().name() + " allows";
            case "HostTaken" -> "another computer has this name";
            case "ConfigMissing" -> "what its config names does not exist";
            case "NoCapacity" -> "no room" + Words.inRegion(computer) + asked(computer);
            case "ImageMissing" -> "image not found";
            case "ProviderUnavailable", "ProviderUnknown" -> provider + " does not answer";
            case "ProviderRefused" -> provider + " refused";
            case "CredentialsRefused", "CredentialsMissing" -> provider + " does not accept the token";
            case "BootTimeout", "WakeTimeout" -> "no answer";
            case "MachineLost" -> "it is gone";
            case "VolumeMissing" -> "it is gone";
            case "QuotaSpent" -> "out of minutes";
            default -> "failed";
        };
    }

    private static String asked(ComputerView computer) {
        return computer.machine() instanceof Machine machine && machine.attempt() > 1
                ? ", asked " + machine.attempt() + " times"
                : "";
    }

    /** A condition's message without the incident code, which has its own line. */
    private static String sentence(ConditionView condition) {
        return SafeText.clean(condition.message().replaceAll(" ?\\(INC-[A-Z2-7]{8}\\)", ""));
    }
}
