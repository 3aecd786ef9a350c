package dev.berth.stack.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The master keys that the secrets of boxes are derived from: one file each, named by its key id, the newest has the
 * highest name. The folder is what controller and proxy read; the Secret of the same content is what they mount in a
 * cluster.
 *
 * @param path the folder
 */
public record BoxKeyFolder(Path path) {

    private static final int BYTES = 32;
    private static final String FIRST = "2026-11";

    /** Makes the first key where there is none. */
    public BoxKeyFolder ensure() {
        try {
            Files.createDirectories(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            if (keys().isEmpty()) {
                byte[] key = new byte[BYTES];
                new SecureRandom().nextBytes(key);
                PrivateFiles.write(path.resolve(FIRST), key);
            }
            return this;
        } catch (IOException refused) {
            throw new UncheckedIOException("Cannot keep the box keys in " + path, refused);
        }
    }

    /** The Secret {@code berth-box-keys} as YAML. */
    public String secret(String namespace) {
        StringBuilder yaml = new StringBuilder("""
                apiVersion: v1
                kind: Secret
                metadata: {name: berth-box-keys, namespace: %s}
                type: Opaque
                data:
                """.formatted(namespace));
        keys().forEach((id, key) ->
                yaml.append("  \"%s\": %s\n".formatted(id, Base64.getEncoder().encodeToString(key))));
        return yaml.toString();
    }

    private Map<String, byte[]> keys() {
        Map<String, byte[]> keys = new TreeMap<>();
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                keys.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
            return keys;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read the box keys in " + path, unreadable);
        }
    }
}
