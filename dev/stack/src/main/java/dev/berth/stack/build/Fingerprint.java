package dev.berth.stack.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What sources say, in 16 hex digits: names and content of all files. Time stamps do not count, so a fresh checkout of
 * the same tree has the same fingerprint.
 *
 * @param hex the digits
 */
public record Fingerprint(String hex) {

    /** Made, not written by people. */
    private static final Set<String> MADE = Set.of("target", "node_modules", ".git", ".berth");

    /** Of these files, and all files in these folders; what does not exist does not count. */
    public static Fingerprint of(Path root, List<Path> places) {
        MessageDigest digest = sha256();
        Set<Path> files = new TreeSet<>();
        places.forEach(place -> collect(root.resolve(place), files));
        for (Path file : files) {
            digest.update(root.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            try {
                byte[] content = Files.readAllBytes(file);
                digest.update(Integer.toString(content.length).getBytes(StandardCharsets.US_ASCII));
                digest.update((byte) 0);
                digest.update(content);
            } catch (IOException unreadable) {
                throw new UncheckedIOException("Cannot read " + file, unreadable);
            }
        }
        return new Fingerprint(HexFormat.of().formatHex(digest.digest(), 0, 8));
    }

    public static Fingerprint ofText(String text) {
        byte[] digest = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return new Fingerprint(HexFormat.of().formatHex(digest, 0, 8));
    }

    /** Whether the file holds this fingerprint. */
    public boolean isIn(Path file) {
        try {
            return Files.exists(file) && Files.readString(file).strip().equals(hex);
        } catch (IOException unreadable) {
            return false;
        }
    }

    public void write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, hex + "\n");
        } catch (IOException refused) {
            throw new UncheckedIOException("Cannot write " + file, refused);
        }
    }

    private static void collect(Path place, Set<Path> files) {
        if (!Files.exists(place)) {
            return;
        }
        try {
            Files.walkFileTree(place, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return MADE.contains(String.valueOf(folder.getFileName()))
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + place, unreadable);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
