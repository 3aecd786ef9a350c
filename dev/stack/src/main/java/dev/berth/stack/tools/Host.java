package dev.berth.stack.tools;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The machine as we find it.
 *
 * @param environment the variables of this process
 */
public record Host(Map<String, String> environment) {

    public Host {
        environment = Map.copyOf(environment);
    }

    /** The program of this name that a shell would start, or one in the places where systems keep what is for root. */
    public Optional<Path> onPath(String program) {
        String path = environment.getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin:/sbin:/usr/local/go/bin";
        return Stream.of(path.split(Pattern.quote(File.pathSeparator), -1))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Whether a machine reads what we say: nobody can be asked then, and everything may be installed. */
    public boolean ci() {
        return !environment.getOrDefault("CI", "").isBlank();
    }

    public boolean linux() {
        return System.getProperty("os.name").equals("Linux");
    }
}
