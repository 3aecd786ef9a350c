package dev.berth.stack.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A cluster that was there before us, by the current context of a kubeconfig file. Our objects are put into it; its
 * kinds are never deleted.
 *
 * @param program kubectl
 * @param kubeconfig the person's file
 */
public record GivenCluster(Path program, Path kubeconfig) implements Cluster {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    @Override
    public Kubectl kubectl() {
        return new Kubectl(program, kubeconfig);
    }

    /** The name of the context, for the person to see where things go. */
    public String context() {
        return kubectl().run("config", "current-context").strip();
    }

    @Override
    public Path serviceAccountKubeconfig(String namespace, String name, Path file) {
        String token = kubectl()
                .run("create", "token", name, "--namespace", namespace, "--duration", ControlPlane.TOKEN_LIFETIME)
                .strip();
        String current = kubectl().run("config", "view", "--raw", "--minify", "--flatten", "--output", "json");
        try {
            PrivateFiles.write(file, as(current, name, token));
            return file;
        } catch (IOException refused) {
            throw new UncheckedIOException("Cannot write " + file, refused);
        }
    }

    /** The same cluster as another subject: a kubeconfig is YAML, and JSON is YAML. */
    static String as(String kubeconfigJson, String user, String token) throws IOException {
        JsonNode config = JSON.readTree(kubeconfigJson);
        ObjectNode subject = (ObjectNode) config.path("users").path(0);
        subject.put("name", user);
        subject.putObject("user").put("token", token);
        ((ObjectNode) config.path("contexts").path(0).path("context")).put("user", user);
        return JSON.writeValueAsString(config);
    }
}
