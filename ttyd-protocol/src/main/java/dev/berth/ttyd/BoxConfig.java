package dev.berth.ttyd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PUT /v1/config}, sent before each open and at each change.
 *
 * @param openFaces faces that may live; others are ended
 * @param maxLeaseMillis longest keep-awake lease
 * @param maxBusyMillis longest time that work alone keeps the box awake
 * @param files name to base64 content
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BoxConfig(
        List<BoxAgent> agents,
        List<String> openFaces,
        long maxLeaseMillis,
        long maxBusyMillis,
        Map<String, String> files) {
    public BoxConfig(
            @Nullable List<BoxAgent> agents,
            @Nullable List<String> openFaces,
            long maxLeaseMillis,
            long maxBusyMillis,
            @Nullable Map<String, String> files) {
        this.agents = agents == null ? List.of() : List.copyOf(agents);
        this.openFaces = openFaces == null ? List.of() : List.copyOf(openFaces);
        this.maxLeaseMillis = maxLeaseMillis;
        this.maxBusyMillis = maxBusyMillis;
        this.files = files == null ? Map.of() : Map.copyOf(files);
    }
}
