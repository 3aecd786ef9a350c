package dev.berth.box.host;

import dev.berth.ttyd.BoxConfig;
import dev.berth.ttyd.BoxJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keeps the last {@code PUT /v1/config} over restarts of boxd, and its files where agents find them ({@code $BERTH_CONFIG}). All of it
 * lies on the machine's own disk, never on the volume: it is sent again before each open, and a backup must not carry it.
 */
public final class ConfigFiles {

    /** Where each key of {@code spec.config} becomes a file, readable by root and group claude alone. */
    public static final String FOLDER = "/etc/berth/config";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,253}");

    private final Path folder;
    private final Path state;
    private final int claudeGroup;

    public ConfigFiles(Path folder, Path state, int claudeGroup) {
        this.folder = folder;
        this.state = state;
        this.claudeGroup = claudeGroup;
    }

    /** The configuration that was applied last; empty before the first. */
    public Optional<BoxConfig> last() throws IOException {
        return Files.exists(state)
                ? Optional.of(BoxJson.read(Files.readAllBytes(state), BoxConfig.class))
                : Optional.empty();
    }

    /** Makes the folder hold exactly these files; a file changes as a whole or not at all. */
    public void apply(BoxConfig config) throws IOException {
        Map<String, byte[]> wanted = decode(config.files());
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
        Files.setAttribute(folder, "unix:gid", claudeGroup);
        for (var file : wanted.entrySet()) {
            replace(folder.resolve(file.getKey()), file.getValue(), "rw-r-----");
        }
        try (var there = Files.newDirectoryStream(folder)) {
            for (Path file : there) {
                if (!wanted.containsKey(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(state.toAbsolutePath().getParent());
        replace(state, BoxJson.write(config), "rw-------");
    }

    private static Map<String, byte[]> decode(Map<String, String> files) throws IOException {
        var decoded = new HashMap<String, byte[]>();
        for (var file : files.entrySet()) {
            String name = file.getKey();
            if (!NAME.matcher(name).matches() || name.equals(".") || name.equals("..")) {
                throw new IOException(
                        "Config key \"" + name + "\" is no file name; use letters, digits and . _ - only.");
            }
            try {
                decoded.put(name, Base64.getDecoder().decode(file.getValue()));
            } catch (IllegalArgumentException e) {
                throw new IOException("Config key \"" + name + "\" is not base64; send it encoded.", e);
            }
        }
        return decoded;
    }

    private void replace(Path file, byte[] content, String mode) throws IOException {
        Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), ".new-", "");
        try {
            Files.write(fresh, content);
            if (mode.equals("rw-r-----")) {
                Files.setAttribute(fresh, "unix:gid", claudeGroup);
            }
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(mode));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
