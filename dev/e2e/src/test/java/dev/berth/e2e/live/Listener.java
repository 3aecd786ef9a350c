package dev.berth.e2e.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A TCP socket that a process listens on, as the kernel lists it. */
record Listener(InetAddress address, int port) {

    private static final String LISTENING = "0A";

    /** Every listener of these processes. */
    static List<Listener> of(Collection<Long> pids) {
        Set<String> inodes = pids.stream().flatMap(Listener::sockets).collect(Collectors.toSet());
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(table -> lines(Path.of(table)).skip(1))
                .map(line -> line.strip().split("\\s+", -1))
                .filter(columns -> columns[3].equals(LISTENING) && inodes.contains("socket:[" + columns[9] + "]"))
                .map(columns -> parse(columns[1]))
                .distinct()
                .toList();
    }

    private static Stream<String> sockets(long pid) {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return open.map(Listener::target).toList().stream();
        } catch (IOException ended) {
            return Stream.empty();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closed) {
            return "";
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** {@code 0100007F:1F90}: the kernel prints each 32-bit word of the address in its own byte order. */
    private static Listener parse(String text) {
        var parts = text.split(":", -1);
        var bytes = HexFormat.of().parseHex(parts[0]);
        for (int word = 0; word < bytes.length; word += 4) {
            swap(bytes, word, word + 3);
            swap(bytes, word + 1, word + 2);
        }
        try {
            return new Listener(InetAddress.getByAddress(bytes), Integer.parseInt(parts[1], 16));
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void swap(byte[] bytes, int a, int b) {
        byte held = bytes[a];
        bytes[a] = bytes[b];
        bytes[b] = held;
    }
}
