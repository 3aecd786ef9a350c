package dev.berth.stack.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The words in front of a command that make it the leader of a new session. They exec the command, so its pid is the one
 * that {@link Process#pid} says.
 */
final class NewSession {

    private static final List<String> PREFIX = choose();

    private NewSession() {}

    static List<String> prefix() {
        return PREFIX;
    }

    private static List<String> choose() {
        for (String setsid : List.of("/usr/bin/setsid", "/bin/setsid")) {
            if (Files.isExecutable(Path.of(setsid))) {
                return List.of(setsid);
            }
        }
        // macOS has no setsid program, but a perl.
        if (Files.isExecutable(Path.of("/usr/bin/perl"))) {
            return List.of("/usr/bin/perl", "-e", "use POSIX; POSIX::setsid(); exec {$ARGV[0]} @ARGV");
        }
        return List.of();
    }
}
