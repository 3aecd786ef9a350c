package dev.berth.controller.computer;

import static java.util.Objects.requireNonNullElse;

import dev.berth.crd.Computer;
import dev.berth.crd.ConfigRefs;
import dev.berth.crd.Keys;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the ConfigMap and Secret that a computer's {@code spec.config} names: objects of its namespace that carry the label for it, each read by name. */
public final class ConfigFiles {

    /**
     * @param files name to base64 content
     * @param missing sentence about what does not exist; null if all is there
     */
    record Files(Map<String, String> files, @Nullable String missing) {

        static final Files NONE = new Files(Map.of(), null);

        /** Null without any file. */
        @Nullable
        String hash() {
            if (files.isEmpty()) return null;
            try {
                var digest = MessageDigest.getInstance("SHA-256");
                new TreeMap<>(files)
                        .forEach((name, content) ->
                                digest.update((name + "\0" + content + "\0").getBytes(StandardCharsets.UTF_8)));
                return HexFormat.of().formatHex(digest.digest(), 0, 16);
            } catch (NoSuchAlgorithmException impossible) {
                throw new AssertionError("every Java has SHA-256", impossible);
            }
        }
    }

    private final KubernetesClient client;

    public ConfigFiles(KubernetesClient client) {
        this.client = client;
    }

    Files of(Computer computer) {
        var spec = computer.getSpec();
        ConfigRefs config = spec == null ? null : spec.config();
        if (config == null) return Files.NONE;
        var namespace = computer.getMetadata().getNamespace();
        var files = new TreeMap<String, String>();
        if (config.configMapName() != null) {
            var map = client.configMaps()
                    .inNamespace(namespace)
                    .withName(config.configMapName())
                    .get();
            if (map == null || !isForComputers(map)) return missing("ConfigMap " + config.configMapName());
            requireNonNullElse(map.getData(), Map.<String, String>of())
                    .forEach((name, text) ->
                            files.put(name, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
            files.putAll(requireNonNullElse(map.getBinaryData(), Map.of()));
        }
        if (config.secretName() != null) {
            var secret = client.secrets()
                    .inNamespace(namespace)
                    .withName(config.secretName())
                    .get();
            if (secret == null || !isForComputers(secret)) return missing("Secret " + config.secretName());
            files.putAll(requireNonNullElse(secret.getData(), Map.of()));
        }
        return new Files(files, null);
    }

    private static Files missing(String what) {
        return new Files(
                Map.of(),
                what + " does not exist here, or lacks the label " + Keys.LABEL_FOR_COMPUTERS
                        + "=\"true\"; create it or label it.");
    }

    private static boolean isForComputers(HasMetadata object) {
        return "true"
                .equals(requireNonNullElse(object.getMetadata().getLabels(), Map.<String, String>of())
                        .get(Keys.LABEL_FOR_COMPUTERS));
    }
}
