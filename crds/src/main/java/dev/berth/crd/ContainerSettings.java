package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Text;
import io.fabric8.generator.annotation.Default;
import org.jspecify.annotations.Nullable;

/** How a class uses a container engine (Docker Engine API, so Docker and Podman). The whole member may be absent. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ContainerSettings(
        @JsonPropertyDescription(
                "Where the engine listens, unix:// or tcp://. Absent: the engine that the controller was started with.")
        @Nullable
        @Text(min = 1, max = 300, pattern = "^(unix|tcp)://.+$")
        String engine,

        @JsonPropertyDescription(
                "PerComputer gives each computer an isolated network; in Shared boxes reach each other.")
        @Default("\"PerComputer\"")
        @Nullable
        NetworkMode network) {}
