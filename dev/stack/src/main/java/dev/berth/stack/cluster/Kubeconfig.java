package dev.berth.stack.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/**
 * What a client needs to talk to an API server as one subject.
 *
 * @param server {@code https://127.0.0.1:{port}}
 * @param authorityPem certificates the server's own is checked against
 * @param user name of the user entry; says who the token belongs to, means nothing to the server
 * @param token bearer token
 */
public record Kubeconfig(String server, String authorityPem, String user, String token) {

    public String toYaml() {
        String authority = Base64.getEncoder().encodeToString(authorityPem.getBytes(StandardCharsets.UTF_8));
        return """
                apiVersion: v1
                kind: Config
                current-context: berth
                clusters:
                - name: berth
                  cluster: {server: "%s", certificate-authority-data: %s}
                users:
                - name: %s
                  user: {token: "%s"}
                contexts:
                - name: berth
                  context: {cluster: berth, user: %s, namespace: default}
                """.formatted(server, authority, user, token, user);
    }

    /** Replaces the file in one step, readable by its owner alone. */
    public void write(Path file) {
        try {
            PrivateFiles.write(file, toYaml());
        } catch (IOException refused) {
            throw new UncheckedIOException("Cannot write " + file, refused);
        }
    }
}
