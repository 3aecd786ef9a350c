package dev.berth.proxy.relay.boot;

import dev.berth.crd.ProviderKind;
import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.MachineView.Machine;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** Providers, regions, sizes and times in the boot face's words. */
public final class Words {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final Map<String, String> REGIONS = Map.of(
            "ams",
            "Amsterdam",
            "fra",
            "Frankfurt",
            "cdg",
            "Paris",
            "lhr",
            "London",
            "fsn1",
            "Falkenstein",
            "nbg1",
            "Nuremberg",
            "hel1",
            "Helsinki",
            "nrt",
            "Tokyo",
            "iad",
            "Ashburn",
            "sin",
            "Singapore");

    private Words() {}

    /** {@code in a container}, {@code on Fly, Amsterdam}; empty without a machine. */
    static String where(ComputerView computer) {
        if (!(computer.machine() instanceof Machine machine)) {
            return "";
        }
        if (machine.provider() == ProviderKind.CONTAINER) {
            return "in a container";
        }
        String region = machine.region().isEmpty() ? "" : ", " + region(machine.region());
        return "on " + provider(computer) + region;
    }

    static String provider(ComputerView computer) {
        if (!(computer.machine() instanceof Machine machine)) {
            return "its provider";
        }
        return switch (machine.provider()) {
            case CONTAINER -> "the container engine";
            case FLY -> "Fly";
            case HETZNER -> "Hetzner";
        };
    }

    static String inRegion(ComputerView computer) {
        return computer.machine() instanceof Machine machine
                        && !machine.region().isEmpty()
                ? " in " + region(machine.region())
                : "";
    }

    /** {@code 1 shared CPU, 1Gi} as {@code 1 cpu, 1 GB, class local}. */
    static String request(ComputerView computer) {
        String size = computer.computerClass()
                .size()
                .replace(" shared CPU", " cpu")
                .replace(" dedicated CPU", " dedicated cpu")
                .replace("Mi", " MB")
                .replace("Gi", " GB");
        String named = "class " + computer.computerClass().name();
        return size.isEmpty() ? named : size + ", " + named;
    }

    /** {@code 14:02} in the reader's time, {@code 14:02Z} where it is not known. */
    public static String time(Instant at, int utcOffsetMinutes) {
        if (utcOffsetMinutes == 0) {
            return CLOCK.format(at.atOffset(ZoneOffset.UTC)) + "Z";
        }
        int offset = Math.clamp(utcOffsetMinutes, -18 * 60, 18 * 60);
        return CLOCK.format(at.atOffset(ZoneOffset.ofTotalSeconds(offset * 60)));
    }

    private static String region(String code) {
        return REGIONS.getOrDefault(code, code);
    }
}
