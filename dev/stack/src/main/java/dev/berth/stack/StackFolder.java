package dev.berth.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * Where one stack lives: {@code $BERTH_HOME}, else {@code .berth} in the repository.
 *
 * @param path the folder, absolute
 */
public record StackFolder(Path path) {

    /** Longer paths do not fit into the address of a unix socket (108 bytes with the final zero). */
    private static final int LONGEST_SOCKET = 100;

    public static StackFolder of(Path repository, Map<String, String> environment) {
        String named = environment.get("BERTH_HOME");
        Path path = named == null || named.isBlank() ? repository.resolve(".berth") : Path.of(named);
        return new StackFolder(path.toAbsolutePath().normalize());
    }

    /** Kept until {@code down --purge}: etcd, volumes, keys. */
    public Path data() {
        return path.resolve("data");
    }

    /** Pid files, sockets, credentials of programs; worth nothing once the stack is down. */
    public Path run() {
        return path.resolve("run");
    }

    /** One file per step and program. */
    public Path log() {
        return path.resolve("log");
    }

    /** What was built from which sources. */
    public Path fingerprints() {
        return path.resolve("fingerprints");
    }

    public Path kubeconfig() {
        return path.resolve("kubeconfig");
    }

    public Path boxKeys() {
        return data().resolve("box-keys");
    }

    /** Tells the machines of this stack from those of others at one engine: {@code berth-} and 8 hex digits of its path. */
    public String cluster() {
        return "berth-" + hash(path.toString());
    }

    /** A socket in {@link #run}, or in a folder with a short name when that would be too long for a socket. */
    public Path socket(String name) {
        Path wanted = run().resolve(name);
        return wanted.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET
                ? wanted
                : shortFolder(hash(path.toString())).resolve(name);
    }

    /** A folder for what must have a short path, empty after a reboot where the system has such a place. */
    public static Path shortFolder(String name) {
        Path base = Path.of("/run");
        String session = System.getenv("XDG_RUNTIME_DIR");
        if (!Files.isWritable(base)) {
            base = session != null && !session.isBlank()
                    ? Path.of(session)
                    : Path.of("/tmp/berth-" + System.getProperty("user.name"));
        }
        return base.resolve("berth").resolve(name);
    }

    /** First 8 hex digits of SHA-256. */
    public static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    /** Removes a folder and all in it; links are removed, not followed. */
    public static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException refused) {
            throw new UncheckedIOException("Cannot remove " + folder, refused);
        }
    }
}
