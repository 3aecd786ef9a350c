package dev.berth.stack.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {

    private static final List<Path> SOURCES = List.of(Path.of("src"), Path.of("pom.xml"));

    @TempDir
    Path root;

    private Fingerprint before;

    FingerprintTest() {
        before = new Fingerprint("");
    }

    @BeforeEach
    void sources() throws IOException {
        write("src/A.java", "class A {}");
        write("pom.xml", "<project/>");
        before = now();
    }

    @Test
    void aChangedByteChangesIt() throws IOException {
        write("src/A.java", "class A { }");
        assertNotEquals(before, now());
    }

    @Test
    void aRenamedFileChangesIt() throws IOException {
        Files.move(root.resolve("src/A.java"), root.resolve("src/B.java"));
        assertNotEquals(before, now());
    }

    @Test
    void aDeletedFileChangesIt() throws IOException {
        Files.delete(root.resolve("src/A.java"));
        assertNotEquals(before, now());
    }

    @Test
    void aTimeStampDoesNot() throws IOException {
        Files.setLastModifiedTime(root.resolve("src/A.java"), FileTime.fromMillis(0));
        assertEquals(before, now());
    }

    @Test
    void whatABuildMakesDoesNot() throws IOException {
        write("src/target/A.class", "x");
        write("src/node_modules/p/index.js", "x");
        assertEquals(before, now());
    }

    @Test
    void bytesThatMoveFromOneFileToTheNextChangeIt() throws IOException {
        write("src/A.java", "ab");
        write("src/B.java", "c");
        Fingerprint one = now();
        write("src/A.java", "a");
        write("src/B.java", "bc");
        assertNotEquals(one, now());
    }

    @Test
    void itIsKnownAgainFromItsFile() throws IOException {
        Path file = root.resolve("kept/programs");
        assertFalse(before.isIn(file));
        before.write(file);
        assertTrue(before.isIn(file));
        write("src/A.java", "");
        assertFalse(now().isIn(file));
    }

    private Fingerprint now() {
        return Fingerprint.of(root, SOURCES);
    }

    private void write(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
