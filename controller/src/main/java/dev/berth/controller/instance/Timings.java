package dev.berth.controller.instance;

import dev.berth.crd.Deadlines;
import dev.berth.crd.ProviderKind;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The deadlines of one Instance: those of its class over the table of resources.md 3.2. */
record Timings(Timing provision, Timing boot, Timing suspend, Timing resume, Timing stop) {

    static Timings of(@Nullable ProviderKind provider, @Nullable Deadlines own) {
        return switch (provider == null ? ProviderKind.CONTAINER : provider) {
            case CONTAINER -> of(own, seconds(30), seconds(30), seconds(30), seconds(45), seconds(30));
            case FLY -> of(own, minutes(2), minutes(2), minutes(3), minutes(1), minutes(1));
            case HETZNER -> of(own, minutes(2), minutes(6), minutes(5), minutes(6), minutes(2));
        };
    }

    private static Timings of(
            @Nullable Deadlines own,
            Duration provision,
            Duration boot,
            Duration suspend,
            Duration resume,
            Duration stop) {
        return new Timings(
                new Timing(
                        pick(own, Deadlines::provision, provision),
                        "look for the machine by name, then ask again",
                        "look for the machine by name, then ask again",
                        "look for the machine by name, then ask again"),
                new Timing(
                        pick(own, Deadlines::boot, boot), "restart the machine", "make a new machine", "stop and wait"),
                new Timing(
                        pick(own, Deadlines::suspend, suspend),
                        "suspend without asking the box",
                        "suspend without asking the box",
                        "wait and try again"),
                new Timing(
                        pick(own, Deadlines::resume, resume),
                        "start the machine cold",
                        "make a new machine",
                        "stop and wait"),
                new Timing(
                        pick(own, Deadlines::stop, stop),
                        "stop it by force",
                        "stop it by force",
                        "wait and try again"));
    }

    private static Duration pick(
            @Nullable Deadlines own, Function<Deadlines, @Nullable Duration> member, Duration table) {
        var chosen = own == null ? null : member.apply(own);
        return chosen == null ? table : chosen;
    }

    private static Duration seconds(int amount) {
        return Duration.ofSeconds(amount);
    }

    private static Duration minutes(int amount) {
        return Duration.ofMinutes(amount);
    }
}
