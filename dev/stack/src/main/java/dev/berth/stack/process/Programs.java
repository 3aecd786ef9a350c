package dev.berth.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs of one stack, by the pid files in one folder. A program outlives the process that started it, and any
 * later process with the same folder finds and stops it: this is how {@code down} works, and how {@code up} heals what a
 * killed {@code up} left.
 */
public final class Programs {

    private static final String SUFFIX = ".pid";

    private final Path folder;

    public Programs(Path folder) {
        this.folder = folder;
    }

    /**
     * Starts a program in a session of its own, so that a Ctrl-C in the terminal reaches this process alone and the order
     * of stopping stays ours.
     *
     * @throws StartFailed when the system refuses to start it
     */
    public Running start(Program program) {
        try {
            Files.createDirectories(folder);
            Files.createDirectories(program.log().toAbsolutePath().getParent());
            List<String> command = new ArrayList<>(NewSession.prefix());
            command.addAll(program.command());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(program.log().toFile()));
            builder.environment().putAll(program.environment());
            Process process = builder.start();
            // The pid is known before the program has done anything; a process that is already gone leaves no identity.
            ProcessIdentity identity = ProcessIdentity.of(process.pid())
                    .orElseGet(() -> new ProcessIdentity(process.pid(), "ended-at-once"));
            Files.writeString(pidFile(program.name()), identity.toLine() + "\n");
            return new Running(program.name(), identity);
        } catch (IOException refused) {
            throw new StartFailed(program.name(), refused);
        }
    }

    /** The program of this name, if it runs. */
    public Optional<Running> find(String name) {
        return read(pidFile(name)).filter(ProcessIdentity::alive).map(identity -> new Running(name, identity));
    }

    /** All programs of this folder that run. */
    public List<Running> running() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                    .sorted(Comparator.naturalOrder())
                    .flatMap(name -> find(name).stream())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Asks the program to end, waits, ends it by force after {@code grace}; nothing happens if it does not run. */
    public void stop(String name, Duration grace) {
        find(name).ifPresent(running -> running.stop(grace));
        try {
            Files.deleteIfExists(pidFile(name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Path pidFile(String name) {
        return folder.resolve(name + SUFFIX);
    }

    private static Optional<ProcessIdentity> read(Path file) {
        try {
            return Files.exists(file) ? ProcessIdentity.parse(Files.readString(file)) : Optional.empty();
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
