package dev.berth.stack.tools;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * A file of the internet whose content is known beforehand. One whose checksum is published beside it proves nothing, so
 * only what is pinned here is fetched at all.
 *
 * @param url where it is
 * @param sha256 of its bytes, lower-case hex
 */
record PinnedDownload(URI url, String sha256) {

    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final Duration WHOLE = Duration.ofMinutes(10);

    /**
     * Writes it to {@code file}.
     *
     * @throws IOException when it cannot be reached or is not what was pinned; the file is not there then
     */
    void to(Path file) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            HttpResponse<Path> answer = client.send(
                    HttpRequest.newBuilder(url).timeout(WHOLE).build(), HttpResponse.BodyHandlers.ofFile(file));
            if (answer.statusCode() != 200) {
                throw new IOException(url + " answers " + answer.statusCode());
            }
            String found = sha256Of(file);
            if (!found.equals(sha256)) {
                throw new IOException(url + " has the checksum " + found + " instead of " + sha256);
            }
        } catch (IOException | InterruptedException failed) {
            Files.deleteIfExists(file);
            throw failed;
        }
    }

    private static String sha256Of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
