package dev.berth.proxy.directory;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads parts of untyped objects. Watches are untyped because one object of an unexpected shape would otherwise fail the decoding of a whole list, and with it every
 * other computer.
 */
final class Reading {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Reading() {}

    /** @throws IllegalArgumentException if it has another shape */
    static <T> @Nullable T part(GenericKubernetesResource object, String name, Class<T> type) {
        var value = object.getAdditionalProperties().get(name);
        return value == null ? null : JSON.convertValue(value, type);
    }

    /** A status that cannot be read counts as not written yet. */
    static <T> @Nullable T tolerantPart(GenericKubernetesResource object, String name, Class<T> type) {
        try {
            return part(object, name, type);
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    static long seconds(@Nullable String time) {
        if (time == null) return 0;
        try {
            return OffsetDateTime.parse(time).toEpochSecond();
        } catch (DateTimeException unreadable) {
            return 0;
        }
    }

    /** resourceVersions are numbers that grow with every write, and comparable (Kubernetes 1.35 made it a promise, etcd always kept it). */
    static long revision(GenericKubernetesResource object) {
        return revision(object.getMetadata().getResourceVersion());
    }

    static long revision(@Nullable String resourceVersion) {
        try {
            return resourceVersion == null ? 0 : Long.parseLong(resourceVersion);
        } catch (NumberFormatException opaque) {
            return 0;
        }
    }

    static @Nullable String annotation(GenericKubernetesResource object, String key) {
        var annotations = object.getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(key);
    }

    static String controllerUid(GenericKubernetesResource object) {
        var owners = object.getMetadata().getOwnerReferences();
        if (owners == null) return "";
        return owners.stream()
                .filter(o -> "Computer".equals(o.getKind()))
                .map(o -> text(o.getUid()))
                .findFirst()
                .orElse("");
    }
}
