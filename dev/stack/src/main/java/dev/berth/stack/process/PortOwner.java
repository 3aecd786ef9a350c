package dev.berth.stack.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who listens on a TCP port of this machine.
 *
 * @param name of the program
 * @param pid of the process
 */
public record PortOwner(String name, long pid) {

    private static final Path PROC = Path.of("/proc");
    /** State LISTEN in /proc/net/tcp. */
    private static final String LISTEN = "0A";

    /** Empty when nobody does, or when it is somebody whose processes we may not see. */
    public static Optional<PortOwner> of(int port) {
        return Files.isDirectory(PROC.resolve("net")) ? onLinux(port) : byLsof(port);
    }

    /** {@code node, pid 41233}. */
    public String text() {
        return name + ", pid " + pid;
    }

    /** Inodes of the listening sockets on a port, from the text of /proc/net/tcp or tcp6. */
    static List<String> inodes(String table, int port) {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        return table.lines()
                .skip(1)
                .map(line -> line.strip().split("\\s+", -1))
                .filter(fields -> fields.length > 9 && fields[1].endsWith(suffix) && fields[3].equals(LISTEN))
                .map(fields -> fields[9])
                .toList();
    }

    private static Optional<PortOwner> onLinux(int port) {
        List<String> links = Stream.of("net/tcp", "net/tcp6")
                .flatMap(table -> inodes(read(PROC.resolve(table)), port).stream())
                .map(inode -> "socket:[" + inode + "]")
                .toList();
        if (links.isEmpty()) {
            return Optional.empty();
        }
        try (Stream<Path> processes = Files.list(PROC)) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .filter(process -> holds(process, links))
                    .findFirst()
                    .map(process -> new PortOwner(
                            read(process.resolve("comm")).strip(),
                            Long.parseLong(process.getFileName().toString())));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean holds(Path process, List<String> links) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (links.contains(Files.readSymbolicLink(descriptor).toString())) {
                    return true;
                }
            }
            return false;
        } catch (IOException notOurs) {
            return false;
        }
    }

    private static Optional<PortOwner> byLsof(int port) {
        String answer = Tool.ask(
                Duration.ofSeconds(5), Map.of(), List.of("lsof", "-nP", "-Fpc", "-iTCP:" + port, "-sTCP:LISTEN"));
        Optional<String> pid = field(answer, 'p');
        return pid.map(id -> new PortOwner(field(answer, 'c').orElse("a process"), Long.parseLong(id)));
    }

    private static Optional<String> field(String answer, char name) {
        return answer.lines()
                .filter(line -> !line.isEmpty() && line.charAt(0) == name)
                .map(line -> line.substring(1))
                .findFirst();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return "";
        }
    }
}
