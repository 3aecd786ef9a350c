package dev.berth.ttyd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoxKeysTest {

    private static final String UID = "0b0e7c1a-52f1-4a0e-9d9c-6a2f3b1c4d5e";

    @TempDir
    private Path folder;

    @Test
    void theHighestNameIsTheNewestKey() throws IOException {
        write("2026-02", 32);
        write("2026-11", 40);

        assertEquals("2026-11", BoxKeys.read(folder).newestId());
    }

    @Test
    void aKeyAddedLaterIsFound() throws IOException {
        write("2026-02", 32);
        BoxKeys keys = BoxKeys.read(folder);
        byte[] added = write("2026-11", 32);

        assertArrayEquals(
                BoxKey.derive("2026-11", added, UID).secret(),
                keys.forInstance("2026-11", UID).secret());
        assertEquals("2026-11", keys.newestId());
    }

    @Test
    void aMountedSecretIsReadThroughItsLinks() throws IOException {
        Path data = Files.createDirectory(folder.resolve("..2026_11_21"));
        Files.write(data.resolve("2026-11"), new byte[32]);
        Files.createSymbolicLink(folder.resolve("..data"), data);
        Files.createSymbolicLink(folder.resolve("2026-11"), folder.resolve("..data/2026-11"));

        assertEquals("2026-11", BoxKeys.read(folder).newestId());
    }

    @Test
    void mistakesAreToldAtOnceAndInOneSentence() throws IOException {
        assertEquals(
                "The folder " + folder + " holds no box key; put a file with 32 random bytes there.",
                assertThrows(IllegalStateException.class, () -> BoxKeys.read(folder))
                        .getMessage());
        write("short", 31);
        assertEquals(
                "Box key " + folder.resolve("short") + " has 31 bytes; write at least 32 random bytes.",
                assertThrows(IllegalStateException.class, () -> BoxKeys.read(folder))
                        .getMessage());
    }

    @Test
    void aMissingKeySaysWhatToDo() throws IOException {
        write("2026-11", 32);
        BoxKeys keys = BoxKeys.read(folder);

        assertEquals(
                "Box key 2025-01 is not in " + folder + "; put it back until no Instance names it.",
                assertThrows(BoxKeyMissing.class, () -> keys.forInstance("2025-01", UID))
                        .getMessage());
    }

    private byte[] write(String name, int length) throws IOException {
        byte[] bytes = new byte[length];
        bytes[0] = (byte) length;
        Files.write(folder.resolve(name), bytes);
        return bytes;
    }
}
