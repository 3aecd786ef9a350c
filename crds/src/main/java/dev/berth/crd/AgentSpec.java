package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A named program of a computer, with its own path and faces. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AgentSpec(
        String name,
        @Nullable String parent,
        @Nullable List<String> command,
        @Nullable List<String> resumeCommand,
        @Nullable String workingDirectory,
        @Nullable Integer maxFaces) {}
