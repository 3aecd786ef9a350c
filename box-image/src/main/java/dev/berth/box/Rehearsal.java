package dev.berth.box;

import dev.berth.box.host.Settings;
import dev.berth.ttyd.BoxKey;
import dev.berth.ttyd.BoxPaths;
import dev.berth.ttyd.Grant;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * One whole start of boxd while the image is built, with a few calls, so that the JVM can keep the classes of a start linked
 * ({@code -XX:AOTCacheOutput}). Everything lies in a folder of its own; nothing of it stays.
 */
public final class Rehearsal {

    private Rehearsal() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("rehearsal");
        Path workspace = folder.resolve("workspace");
        Files.createDirectories(workspace.resolve("system/state"));
        Path run = Files.createDirectory(folder.resolve("run"));
        var settings = new Settings(
                0,
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                run,
                folder.resolve("etc"),
                workspace);
        var key = BoxKey.derive("rehearsal", new byte[32], new UUID(0, 0).toString());
        int port = new Boxd(settings, key, "rehearsal").start().getPort();
        for (String path : new String[] {BoxPaths.ACTIVITY, BoxPaths.SESSIONS}) {
            call(port, path, key.sign(Grant.control(key.instanceUid(), Instant.now())));
        }
        System.exit(0);
    }

    private static void call(int port, String path, String grant) throws IOException {
        var connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        connection.setRequestProperty(BoxPaths.HEADER_GRANT, grant);
        try (InputStream body = connection.getInputStream()) {
            body.readAllBytes();
        }
    }
}
