package dev.berth.box.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.ttyd.BoxAgent;
import dev.berth.ttyd.BoxConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a PUT of the configuration leaves on the machine's own disk. */
class ConfigFilesTest {

    @TempDir
    private Path etc;

    private Path folder;
    private ConfigFiles files;

    @BeforeEach
    void start() throws IOException {
        folder = etc.resolve("config");
        files = new ConfigFiles(
                folder, etc.resolve("state/config.json"), (Integer) Files.getAttribute(etc, "unix:gid"));
    }

    private static BoxConfig config(String... keysAndContents) {
        var encoded = new HashMap<String, String>();
        for (int i = 0; i < keysAndContents.length; i += 2) {
            encoded.put(
                    keysAndContents[i],
                    Base64.getEncoder().encodeToString(keysAndContents[i + 1].getBytes(StandardCharsets.UTF_8)));
        }
        return new BoxConfig(
                List.of(new BoxAgent("main", List.of("codex"), List.of("codex", "resume"), "/workspace")),
                List.of("main/1"),
                60_000,
                120_000,
                encoded);
    }

    private Map<String, String> there() throws IOException {
        var there = new TreeMap<String, String>();
        try (var all = Files.newDirectoryStream(folder)) {
            for (var file : all) there.put(file.getFileName().toString(), Files.readString(file));
        }
        return there;
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void the_folder_holds_exactly_the_keys_of_the_newest_configuration() throws IOException {
        files.apply(config("token", "s3cret", "settings.json", "{}"));
        assertEquals(Map.of("token", "s3cret", "settings.json", "{}"), there());

        files.apply(config("token", "another", "new", ""));
        assertEquals(Map.of("token", "another", "new", ""), there());

        files.apply(config());
        assertEquals(Map.of(), there());
    }

    @Test
    void only_root_writes_and_only_claudes_group_reads() throws IOException {
        files.apply(config("token", "s3cret"));
        assertEquals("rwxr-x---", mode(folder));
        assertEquals("rw-r-----", mode(folder.resolve("token")));
        assertEquals(Files.getAttribute(etc, "unix:gid"), Files.getAttribute(folder.resolve("token"), "unix:gid"));
        assertEquals("rw-------", mode(etc.resolve("state/config.json")), "agents do not read each other's commands");
    }

    @Test
    void a_restart_of_boxd_finds_the_last_configuration() throws IOException {
        assertTrue(files.last().isEmpty());
        var wanted = config("token", "s3cret");
        files.apply(wanted);
        assertEquals(wanted, files.last().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../escape", "a/b", "/etc/passwd", "a b", "a\nb", "naïve"})
    void a_key_that_is_no_file_name_changes_nothing(String key) throws IOException {
        files.apply(config("token", "before"));
        var refused = assertThrows(IOException.class, () -> files.apply(config("token", "after", key, "x")));
        assertTrue(String.valueOf(refused.getMessage()).contains("is no file name; use letters"), refused::toString);
        assertEquals(Map.of("token", "before"), there());
        assertFalse(Files.exists(etc.resolve("escape")));
    }

    @Test
    void content_that_is_not_encoded_changes_nothing() throws IOException {
        files.apply(config("token", "before"));
        var broken = new BoxConfig(List.of(), List.of(), 0, 0, Map.of("token", "*** not base64 ***"));
        var refused = assertThrows(IOException.class, () -> files.apply(broken));
        assertTrue(String.valueOf(refused.getMessage()).contains("send it encoded"), refused::toString);
        assertEquals(Map.of("token", "before"), there());
    }

    @Test
    void what_a_person_put_there_goes_and_a_half_written_file_too() throws IOException {
        files.apply(config("token", "s3cret"));
        Files.writeString(folder.resolve("stray"), "x");
        Files.writeString(folder.resolve(".new-123"), "half");
        files.apply(config("token", "s3cret"));
        assertEquals(Map.of("token", "s3cret"), there());
    }
}
