package dev.berth.box;

import dev.berth.box.host.Settings;
import dev.berth.ttyd.BoxKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Starts boxd. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        try {
            Settings settings = Settings.of(System.getenv());
            new Boxd(settings, key(settings.etc().resolve("box.key")), version()).start();
        } catch (Settings.Unusable | IOException | IllegalArgumentException e) {
            fail(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail("boxd was interrupted while it started.");
        } catch (Exception e) {
            // Netty throws checked exceptions of bind and connect past the compiler.
            fail("boxd cannot open its port: " + e.getMessage());
        }
    }

    private static BoxKey key(Path file) throws IOException {
        try {
            return BoxKey.fromKeyFile(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new IOException("There is no " + file + "; the driver puts it there before the first start.", e);
        }
    }

    private static String version() throws IOException {
        try (InputStream resource = Main.class.getResourceAsStream("version")) {
            return resource == null ? "unknown" : new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private static void fail(@Nullable String sentence) {
        System.err.println(sentence);
        System.exit(1);
    }
}
