package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** The faces of one agent; its entry outlives the agent, or face numbers would repeat. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AgentStatus(
        String name,
        @Nullable String host,
        @Nullable Integer openFaces,
        @Nullable Integer maxFaces,
        @Nullable Long highestClosedFace) {}
