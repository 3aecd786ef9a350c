package dev.berth.controller.status;

import dev.berth.crd.MachineSize;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How times, durations and sizes read in conditions and Events. */
public final class Words {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("MM-dd HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Words() {}

    /** {@code 14:35Z}. */
    public static String at(Instant time) {
        return MINUTE.format(time);
    }

    /** {@code 14:35Z}, or {@code 11-23 14:35Z} on another day than {@code now}. */
    public static String at(Instant time, Instant now) {
        boolean sameDay = time.truncatedTo(ChronoUnit.DAYS).equals(now.truncatedTo(ChronoUnit.DAYS));
        return sameDay ? MINUTE.format(time) : DAY.format(time);
    }

    /** {@code 0.4 s}, {@code 12.0 s}, from a minute on {@code 1 m 20 s}. */
    public static String took(Duration duration) {
        var positive = duration.isNegative() ? Duration.ZERO : duration;
        if (positive.compareTo(Duration.ofMinutes(1)) >= 0)
            return positive.toMinutes() + " m " + String.format(Locale.ROOT, "%02d", positive.toSecondsPart()) + " s";
        return String.format(Locale.ROOT, "%.1f s", positive.toMillis() / 1000.0);
    }

    /** {@code 1 shared CPU, 1Gi}. */
    public static String size(MachineSize size) {
        int cpus = size.cpus() == null ? 1 : size.cpus();
        var kind = size.cpuKind() == dev.berth.crd.CpuKind.DEDICATED ? "dedicated" : "shared";
        var memory = size.memory() == null ? "" : ", " + size.memory();
        return cpus + " " + kind + (cpus == 1 ? " CPU" : " CPUs") + memory;
    }

    /** A sentence without its full stop, so that a next step or a code can follow. */
    public static String open(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
