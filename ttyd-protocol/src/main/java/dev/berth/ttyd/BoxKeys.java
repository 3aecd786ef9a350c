package dev.berth.ttyd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The master keys, a folder with one file per key: its name is the key id, its bytes are the key. The highest name is the newest and
 * serves new cold starts; all verify (resources.md 4.6). Rotation adds a file, so an unknown id is looked for once more on disk.
 */
public final class BoxKeys {

    /** Shorter keys than the hash they feed would weaken every box. */
    public static final int MINIMUM_BYTES = 32;

    private final Path folder;
    private volatile NavigableMap<String, byte[]> keys;

    private BoxKeys(Path folder, NavigableMap<String, byte[]> keys) {
        this.folder = folder;
        this.keys = keys;
    }

    /** Reads all keys now; a folder without any is a mistake that shows at start. */
    public static BoxKeys read(Path folder) {
        return new BoxKeys(folder, load(folder));
    }

    /** Id of the key that new cold starts use. */
    public String newestId() {
        keys = load(folder);
        return keys.lastKey();
    }

    /** The secret of one Instance under one master key. */
    public BoxKey forInstance(String keyId, String instanceUid) {
        byte[] master = keys.get(keyId);
        if (master == null) {
            keys = load(folder);
            master = keys.get(keyId);
        }
        if (master == null) {
            throw new BoxKeyMissing(keyId, folder);
        }
        return BoxKey.derive(keyId, master, instanceUid);
    }

    private static NavigableMap<String, byte[]> load(Path folder) {
        NavigableMap<String, byte[]> found = new TreeMap<>();
        for (Path file : files(folder)) {
            byte[] bytes;
            try {
                bytes = Files.readAllBytes(file);
            } catch (IOException e) {
                throw new UncheckedIOException("Box key " + file + " cannot be read; check its owner and mode.", e);
            }
            if (bytes.length < MINIMUM_BYTES) {
                throw new IllegalStateException("Box key " + file + " has " + bytes.length + " bytes; write at least "
                        + MINIMUM_BYTES + " random bytes.");
            }
            found.put(file.getFileName().toString(), bytes);
        }
        if (found.isEmpty()) {
            throw new IllegalStateException(
                    "The folder " + folder + " holds no box key; put a file with 32 random bytes there.");
        }
        return found;
    }

    private static List<Path> files(Path folder) {
        // A mounted Secret shows its files as links beside entries that start with two dots.
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(Files::isRegularFile)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of box keys " + folder + " cannot be read.", e);
        }
    }
}
