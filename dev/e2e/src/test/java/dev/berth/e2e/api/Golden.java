package dev.berth.e2e.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Output of kubectl, compared with a committed file; {@code -Dmanifests.update=true} writes it anew. */
final class Golden {

    private static final Path FOLDER = Path.of("src/test/resources/kubectl");

    private Golden() {}

    static void assertSame(String name, String namespace, String output) {
        String said = withoutChance(output, namespace);
        Path file = FOLDER.resolve(name + ".txt");
        try {
            if (Boolean.getBoolean("manifests.update")) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, said);
            }
            assertEquals(Files.readString(file), said, () -> "kubectl says something else than " + file);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Ages, ids, times and the namespace differ from run to run; trailing blanks mean nothing. */
    private static String withoutChance(String output, String namespace) {
        return output.replaceAll("(?m)(?<=\\s)([0-9]+m)?[0-9]+s$", "AGE")
                .replaceAll("(?m)^(\\s*(Creation Timestamp|Resource Version|UID):\\s+).*$", "$1…")
                .replaceAll("\\b" + namespace + "\\b", "NAMESPACE")
                .replaceAll("(?m)[ \\t]+$", "");
    }
}
