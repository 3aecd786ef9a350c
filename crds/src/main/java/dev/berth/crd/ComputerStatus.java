package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Items;
import dev.berth.crd.schema.Range;
import dev.berth.crd.schema.Text;
import io.fabric8.generator.annotation.Default;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Written by the controller alone, always as a whole. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ComputerStatus(
        @JsonPropertyDescription("Generation of the spec that this status was computed from.") @Nullable @Range
        Long observedGeneration,

        @JsonPropertyDescription(
                "One word for people: the phase of its Instance, or Maintenance. Programs read conditions.")
        @Default("\"Pending\"")
        @Nullable
        ComputerPhase phase,

        @JsonPropertyDescription("Where it is opened.") @Nullable @Text(max = 300)
        String url,

        @JsonPropertyDescription("The region that it got; it stays there.")
        @Nullable
        @Text(max = 40, pattern = Patterns.LABEL)
        String region,

        @JsonPropertyDescription("The account that it got; it stays there, because its volume does.") @Nullable
        CredentialRef credentials,

        @JsonPropertyDescription("The Instance behind it now.") @Nullable @Text(max = 46)
        String instance,

        @JsonPropertyDescription("Number of the newest Instance ever made.") @Nullable @Range
        Integer instanceNumber,

        @JsonPropertyDescription("Open faces of all agents.") @Nullable @Range
        Integer openFaces,

        @JsonPropertyDescription("What waits for the next cold start.") @Nullable @Items(max = 3, set = true)
        List<PendingRestart> pendingRestart,

        @JsonPropertyDescription("What the controller decided, why, and when the computer will sleep.") @Nullable
        PowerStatus power,

        @JsonPropertyDescription("The last answer of the box.") @Nullable
        ActivityStatus activity,

        @JsonPropertyDescription(
                "Faces of each agent; an agent that left the spec keeps its entry, or its numbers would repeat.")
        @Nullable
        @Items(max = 200, key = "name")
        List<AgentStatus> agents,

        @JsonPropertyDescription("Whether each alias leads here.") @Nullable @Items(max = 10, key = "host")
        List<AliasStatus> aliases,

        @JsonPropertyDescription("The last failure; gone at the next Ready.") @Nullable
        Incident incident,

        @JsonPropertyDescription(
                "What is true of it now, one entry for each question; the message says cause and next step.")
        @Nullable
        @Items(max = 16, key = "type")
        List<Condition> conditions) {}
