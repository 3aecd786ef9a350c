package dev.berth.stack.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What this host allows containers.
 *
 * @param openFiles hard limit
 * @param processes hard limit
 * @param systemd whether systemd runs the host
 * @param hybridCgroups whether v1 controllers and a v2 hierarchy are mounted side by side
 */
record HostLimits(long openFiles, long processes, boolean systemd, boolean hybridCgroups) {

    /** Where /proc/self/limits says "unlimited": as much as Podman itself asks for. */
    private static final long UNLIMITED = 1_048_576;

    static HostLimits ofThisHost() {
        return from(
                lines(Path.of("/proc/self/limits")),
                lines(Path.of("/proc/self/mounts")),
                Files.isDirectory(Path.of("/run/systemd/system")));
    }

    static HostLimits from(List<String> limits, List<String> mounts, boolean systemd) {
        boolean v1 = mounts.stream().anyMatch(mount -> mount.split(" ", -1)[2].equals("cgroup"));
        return new HostLimits(hard(limits, "Max open files"), hard(limits, "Max processes"), systemd, v1);
    }

    private static long hard(List<String> limits, String name) {
        return limits.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip().split("\\s+", -1)[1])
                .map(value -> value.equals("unlimited") ? UNLIMITED : Long.parseLong(value))
                .findFirst()
                .map(value -> Math.min(value, UNLIMITED))
                .orElse(UNLIMITED);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
