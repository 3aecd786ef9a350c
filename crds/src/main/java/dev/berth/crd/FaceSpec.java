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

/** What makes a face (resources.md 1.4). Written by exec-proxy or kubectl, never by the controller. */
@ValidationRule(
        value = "self.computer == oldSelf.computer && self.agent == oldSelf.agent && self.number == oldSelf.number",
        message = "computer, agent and number of a face cannot change")
@ValidationRule(
        value = "self.createdBy == oldSelf.createdBy",
        message = "createdBy of a face cannot change",
        fieldPath = ".createdBy")
@JsonIgnoreProperties(ignoreUnknown = true)
public record FaceSpec(
        @JsonPropertyDescription("Computer that it belongs to.") @Required @Text(max = 41, pattern = Patterns.COMPUTER)
        String computer,

        @JsonPropertyDescription("Agent whose program it runs.") @Required @Text(max = 20, pattern = Patterns.AGENT)
        String agent,

        @JsonPropertyDescription("Its number among the faces of that agent; never used again.")
        @Required
        @Range(min = 1, max = Patterns.FACE_MAX)
        long number,

        @JsonPropertyDescription("Who opened it: a user id, guest:{hash} or agent:{name}.")
        @Required
        @Text(max = 160, pattern = Patterns.USER)
        String createdBy,

        @JsonPropertyDescription("ReadOnly: nobody types.") @Default("\"Interactive\"") @Nullable
        FaceMode mode,

        @JsonPropertyDescription("Who else may see it or type.") @Nullable @Items(max = 20, key = "who")
        List<FaceAccess> access) {}
