package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Range;
import dev.berth.crd.schema.Text;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The faces of one agent; its entry outlives the agent, or face numbers would repeat. */
@ValidationRule(
        value =
                "!has(oldSelf.highestClosedFace) || (has(self.highestClosedFace) && self.highestClosedFace >= oldSelf.highestClosedFace)",
        message = "highestClosedFace never goes down, or a face number would be used twice",
        fieldPath = ".highestClosedFace")
@JsonIgnoreProperties(ignoreUnknown = true)
public record AgentStatus(
        @JsonPropertyDescription("Name of the agent.") @Required @Text(max = 20)
        String name,

        @JsonPropertyDescription("Host where it is opened.") @Nullable @Text(max = 253)
        String host,

        @JsonPropertyDescription("Open faces.") @Nullable @Range
        Integer openFaces,

        @JsonPropertyDescription("Most open faces: the smaller one of agent and class.") @Nullable @Range
        Integer maxFaces,

        @JsonPropertyDescription("Highest number of a face that was closed; never goes down.")
        @Nullable
        @Range(max = Patterns.FACE_MAX)
        Long highestClosedFace) {}
