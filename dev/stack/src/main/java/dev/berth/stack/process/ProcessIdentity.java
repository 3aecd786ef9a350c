package dev.berth.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * One process for certain: a pid alone is given out again after its process has ended, a pid with the moment of its
 * start is not. Written to pid files, so that a stale file can never get a stranger killed.
 *
 * @param pid the process id
 * @param started when it started, in the system's own words: clock ticks since boot and the boot's id on Linux (they do
 *     not move when the wall clock is set), milliseconds since 1970 elsewhere
 */
public record ProcessIdentity(long pid, String started) {

    private static final Path PROC = Path.of("/proc");

    /** The process that runs under this pid now; a zombie counts as ended. */
    public static Optional<ProcessIdentity> of(long pid) {
        if (Files.isDirectory(PROC.resolve("self"))) {
            return onLinux(pid);
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(handle -> handle.info().startInstant())
                .map(Instant::toEpochMilli)
                .map(millis -> new ProcessIdentity(pid, Long.toString(millis)));
    }

    /** The process that asks. */
    public static ProcessIdentity self() {
        return of(ProcessHandle.current().pid()).orElseThrow();
    }

    /** Reads what {@link #toLine} wrote; empty when the line is cut or is something else. */
    public static Optional<ProcessIdentity> parse(String line) {
        String[] words = line.strip().split("\\s+", -1);
        if (words.length != 2 || !words[0].matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(new ProcessIdentity(Long.parseLong(words[0]), words[1]));
    }

    public String toLine() {
        return pid + " " + started;
    }

    /** Whether this very process still runs. */
    public boolean alive() {
        return of(pid).filter(this::equals).isPresent();
    }

    private static Optional<ProcessIdentity> onLinux(long pid) {
        try {
            return fromStat(pid, Files.readString(PROC.resolve(pid + "/stat")), bootId());
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException goneWhileReading) {
            return Optional.empty();
        }
    }

    /** {@code stat} as proc(5) has it: the name in brackets may hold spaces and brackets, field 22 is the start. */
    static Optional<ProcessIdentity> fromStat(long pid, String stat, String bootId) {
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        boolean zombie = afterName[0].equals("Z") || afterName[0].equals("X");
        return zombie ? Optional.empty() : Optional.of(new ProcessIdentity(pid, afterName[19] + "@" + bootId));
    }

    private static String bootId() throws IOException {
        Path file = PROC.resolve("sys/kernel/random/boot_id");
        return Files.isReadable(file) ? Files.readString(file).strip().substring(0, 8) : "boot";
    }
}
