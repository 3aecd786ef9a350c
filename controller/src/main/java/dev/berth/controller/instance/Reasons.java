package dev.berth.controller.instance;

import dev.berth.controller.provider.ProviderException;
import dev.berth.controller.status.Incidents;
import dev.berth.controller.status.Words;
import dev.berth.crd.InstancePhase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Condition reasons of a failing Instance (resources.md 2), and the sentences that go with them. */
final class Reasons {

    static final String NO_CAPACITY = "NoCapacity";
    static final String IMAGE_MISSING = "ImageMissing";
    static final String PROVIDER_REFUSED = "ProviderRefused";
    static final String PROVIDER_UNAVAILABLE = "ProviderUnavailable";
    static final String PROVIDER_UNKNOWN = "ProviderUnknown";
    static final String BOOT_TIMEOUT = "BootTimeout";
    static final String WAKE_TIMEOUT = "WakeTimeout";
    static final String MACHINE_LOST = "MachineLost";
    static final String VOLUME_MISSING = "VolumeMissing";
    static final String STUCK = "Stuck";

    private Reasons() {}

    static String of(ProviderException cause) {
        return switch (cause) {
            case ProviderException.NoCapacity _ -> NO_CAPACITY;
            case ProviderException.ImageMissing _ -> IMAGE_MISSING;
            case ProviderException.VolumeMissing _ -> VOLUME_MISSING;
            case ProviderException.Rejected _ -> PROVIDER_REFUSED;
            case ProviderException.Transient _,
                    ProviderException.RateLimited _,
                    ProviderException.NotFound _,
                    ProviderException.Ambiguous _,
                    ProviderException.Unreachable _,
                    ProviderException.Withdrawn _ -> PROVIDER_UNAVAILABLE;
        };
    }

    /** Whether trying the same again soon is useless. */
    static boolean isPermanent(ProviderException cause) {
        return switch (cause) {
            case ProviderException.ImageMissing _, ProviderException.VolumeMissing _, ProviderException.Rejected _ ->
                true;
            case ProviderException.NoCapacity _,
                    ProviderException.Transient _,
                    ProviderException.RateLimited _,
                    ProviderException.NotFound _,
                    ProviderException.Ambiguous _,
                    ProviderException.Unreachable _,
                    ProviderException.Withdrawn _ -> false;
        };
    }

    /** The machine could not be started in time, and the one that replaces it is the last try. */
    static boolean isStartTrouble(@Nullable Trouble trouble) {
        return trouble != null
                && (trouble.reason().equals(BOOT_TIMEOUT) || trouble.reason().equals(WAKE_TIMEOUT));
    }

    static Trouble from(ProviderException cause, InstanceFacts facts, @Nullable Instant nextTry) {
        var reason = of(cause);
        var sentence = Words.open(cause.sentence());
        // Providers that are full get a time; the other sentences already say what to correct.
        if (cause instanceof ProviderException.NoCapacity full && nextTry != null)
            sentence += "; next try at " + Words.at(nextTry)
                    + (full.elsewhere() ? ", or make another computer without a region" : "");
        return trouble(reason, sentence, facts);
    }

    static Trouble silent(InstanceFacts facts) {
        boolean waking = facts.memory().phase() == InstancePhase.RESUMING
                || (facts.memory().trouble() != null
                        && facts.memory().trouble().reason().equals(WAKE_TIMEOUT));
        var after = java.time.Duration.between(facts.memory().since(), facts.now());
        var next =
                switch (facts.memory().attempt()) {
                    case 0, 1 -> "it is started once more, files stay";
                    case 2 -> "a new machine is made, files stay";
                    default -> "it was switched off and is tried again later, files stay";
                };
        return trouble(
                waking ? WAKE_TIMEOUT : BOOT_TIMEOUT,
                "The machine runs but its gate did not answer for " + Words.took(after) + "; " + next,
                facts);
    }

    static Trouble machineLost(InstanceFacts facts) {
        return trouble(
                MACHINE_LOST,
                "The provider has no machine " + facts.memory().launch()
                        + " of this computer any more; a new one is made, files on the volume stay",
                facts);
    }

    static Trouble staysAwake(InstanceFacts facts) {
        return trouble(
                PROVIDER_UNAVAILABLE,
                "The provider took three orders to put the machine to sleep and it still runs; Berth tries again later, look at the machine there",
                facts);
    }

    static Trouble stuck(String sentence, InstanceFacts facts) {
        return trouble(
                STUCK,
                "The machine could not be destroyed for 10 minutes: " + Words.open(sentence)
                        + "; Berth goes on trying, or set the annotation berth.dev/abandon-machine to a reason to give it up",
                facts);
    }

    /** One failure keeps one code until the Instance is ready again; only the time of its last try moves. */
    private static Trouble trouble(String reason, String sentence, InstanceFacts facts) {
        var before = facts.memory().trouble();
        var incident = before != null && before.reason().equals(reason)
                ? new dev.berth.crd.Incident(before.incident().code(), facts.now())
                : Incidents.of(facts.uid(), reason, facts.now());
        return new Trouble(reason, sentence + " (" + incident.code() + ").", incident);
    }
}
