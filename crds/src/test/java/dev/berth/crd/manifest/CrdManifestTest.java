package dev.berth.crd.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.crd.Computer;
import dev.berth.crd.ComputerClass;
import dev.berth.crd.Face;
import dev.berth.crd.Instance;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The committed manifests are the records; {@code -Dmanifests.update=true} writes them anew. */
class CrdManifestTest {

    private static final Path MANIFESTS = Path.of("manifests");

    static List<Class<? extends CustomResource<?, ?>>> kinds() {
        return List.of(ComputerClass.class, Computer.class, Instance.class, Face.class);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void committedManifestIsWhatTheRecordsSay(Class<? extends CustomResource<?, ?>> kind) throws IOException {
        Path file = MANIFESTS.resolve(ManifestMaker.fileName(kind));
        String made = new ManifestMaker().manifest(kind);
        if (Boolean.getBoolean("manifests.update")) Files.writeString(file, made);
        assertEquals(
                made,
                Files.readString(file),
                () -> file
                        + " differs from the records; run the build of crds with -Dmanifests.update=true and commit it");
    }

    @Test
    void everyManifestBelongsToAKind() throws IOException {
        Set<String> expected =
                kinds().stream().map(ManifestMaker::fileName).collect(Collectors.toCollection(TreeSet::new));
        try (var files = Files.list(MANIFESTS)) {
            assertEquals(
                    expected,
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new)));
        }
    }
}
