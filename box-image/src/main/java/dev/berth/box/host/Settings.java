package dev.berth.box.host;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What can be set about boxd, all by environment. Only tests set any of it: a box is the same everywhere.
 *
 * @param port {@code BERTH_BOX_PORT}
 * @param sample {@code BERTH_BOX_SAMPLE}: pause between two looks at tmux and {@code /proc}
 * @param busyWindow {@code BERTH_BOX_BUSY_WINDOW}: how long work counts after it was seen
 * @param busyCpu {@code BERTH_BOX_BUSY_CPU}: CPU time within the window that is work
 * @param reopenAfter {@code BERTH_BOX_REOPEN}: when a closed intake opens by itself
 */
public record Settings(
        int port,
        Duration sample,
        Duration busyWindow,
        Duration busyCpu,
        Duration reopenAfter,
        Path run,
        Path etc,
        Path workspace) {

    /** Settings that boxd cannot start with; every problem at once. */
    public static final class Unusable extends Exception {

        private static final long serialVersionUID = 1;

        Unusable(List<String> problems) {
            super(String.join("\n", problems));
        }
    }

    public static Settings of(Map<String, String> environment) throws Unusable {
        var problems = new ArrayList<String>();
        int port = 7681;
        try {
            port = Integer.parseInt(environment.getOrDefault("BERTH_BOX_PORT", "7681"));
        } catch (NumberFormatException e) {
            problems.add("BERTH_BOX_PORT is no number; set it to a port such as 7681.");
        }
        var settings = new Settings(
                port,
                duration(environment, "BERTH_BOX_SAMPLE", "PT3S", problems),
                duration(environment, "BERTH_BOX_BUSY_WINDOW", "PT60S", problems),
                duration(environment, "BERTH_BOX_BUSY_CPU", "PT1S", problems),
                duration(environment, "BERTH_BOX_REOPEN", "PT5M", problems),
                Path.of("/run/berth"),
                Path.of("/etc/berth"),
                Path.of("/mnt/workspace"));
        if (!problems.isEmpty()) {
            throw new Unusable(problems);
        }
        return settings;
    }

    private static Duration duration(
            Map<String, String> environment, String name, String otherwise, List<String> problems) {
        String text = environment.getOrDefault(name, otherwise);
        try {
            Duration value = Duration.parse(text.startsWith("P") ? text : "PT" + text);
            if (value.isPositive()) {
                return value;
            }
        } catch (java.time.format.DateTimeParseException e) {
            problems.add(name + " is \"" + text + "\", which is no duration; write it like 5s or 2m.");
            return Duration.ofSeconds(1);
        }
        problems.add(name + " is not longer than 0; write it like 5s or 2m.");
        return Duration.ofSeconds(1);
    }
}
