package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Items;
import dev.berth.crd.schema.Range;
import dev.berth.crd.schema.Text;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A named program of a computer, with its own path and faces. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AgentSpec(
        @JsonPropertyDescription("Its name, which is its path and the first part of its host.")
        @Required
        @ValidationRule(
                value = "!self.contains('--')",
                message =
                        "an agent's name must not contain two dashes in a row; they separate agent and computer in the host name")
        @ValidationRule(
                value =
                        "!(self in ['a', 'api', 'auth', 'faces', 'healthz', 'job', 'login', 'logout', 'mcp', 'me', 'preview', 'readyz', 'sessions', 'sign-in', 'static', 'token', 'version', 'ws'])",
                message = "this agent name is a path kept for the platform; choose another")
        @Text(max = 20, pattern = Patterns.AGENT)
        String name,

        @JsonPropertyDescription("Agent whose path comes before its own; a parent has no parent.")
        @Nullable
        @Text(max = 20, pattern = Patterns.AGENT)
        String parent,

        @JsonPropertyDescription("What a new face runs, word by word; absent: the image's default agent.")
        @Nullable
        @Items(min = 1, max = 32)
        List<@Text(max = 1024) String> command,

        @JsonPropertyDescription("What a face runs when it is restored after a cold start; absent: command.")
        @Nullable
        @Items(min = 1, max = 32)
        List<@Text(max = 1024) String> resumeCommand,

        @JsonPropertyDescription("Where it starts.")
        @Default("\"/workspace\"")
        @Nullable
        @Text(max = 255, pattern = "^/")
        String workingDirectory,

        @JsonPropertyDescription("Most open faces; absent or above the class: the limit of the class.")
        @Nullable
        @Range(min = 1, max = 1000)
        Integer maxFaces) {}
