package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Items;
import dev.berth.crd.schema.Range;
import dev.berth.crd.schema.Text;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the Instance reconciler knows of the machine; the phase is the memory of its planner. */
@ValidationRule(
        value = "!has(oldSelf.launch) || (has(self.launch) && self.launch >= oldSelf.launch)",
        message = "launch never goes down",
        fieldPath = ".launch")
@ValidationRule(
        value =
                "!has(oldSelf.machineId) || !has(self.machineId) || self.machineId == oldSelf.machineId || self.launch > oldSelf.launch",
        message = "machineId changes only together with a higher launch number",
        fieldPath = ".machineId")
@JsonIgnoreProperties(ignoreUnknown = true)
public record InstanceStatus(
        @JsonPropertyDescription("Generation of the spec that this status was computed from.") @Nullable @Range
        Long observedGeneration,

        @JsonPropertyDescription("Where it stands.") @Default("\"Queued\"") @Nullable
        InstancePhase phase,

        @JsonPropertyDescription("Since when.") @KubeTime @Nullable
        Instant phaseSince,

        @JsonPropertyDescription("Until when this phase may last; transitional phases and Failed only.")
        @KubeTime
        @Nullable
        Instant deadline,

        @JsonPropertyDescription("What is done at the deadline.") @Nullable @Text(max = 160)
        String next,

        @JsonPropertyDescription("Tries in this transition; absent while resting.") @Nullable @Range(min = 1)
        Integer attempt,

        @JsonPropertyDescription(
                "Number of the machine; raised before the next one is made, when the last is proven gone.")
        @Nullable
        @Range
        Integer launch,

        @JsonPropertyDescription("Name of the machine at the provider.") @Nullable @Text(max = 63)
        String machineName,

        @JsonPropertyDescription("Id of the machine at the provider.") @Nullable @Text(max = 100)
        String machineId,

        @JsonPropertyDescription("Where the machine runs.") @Nullable @Text(max = 40, pattern = Patterns.LABEL)
        String region,

        @JsonPropertyDescription("The volume behind it.") @Nullable
        VolumeStatus volume,

        @JsonPropertyDescription("Where the box is dialled; never shown to browsers or boxes.") @Nullable
        Addresses addresses,

        @JsonPropertyDescription("Port at which the box answers.") @Nullable @Range(min = 1, max = 65535)
        Integer port,

        @JsonPropertyDescription("What the box said of itself.") @Nullable
        BoxStatus box,

        @JsonPropertyDescription("What a suspend keeps.") @Nullable
        Capabilities capabilities,

        @JsonPropertyDescription("The newest finished steps, as the boot face prints them.") @Nullable @Items(max = 12)
        List<Progress> progress,

        @JsonPropertyDescription("The last failure; gone at the next Ready.") @Nullable
        Incident incident,

        @JsonPropertyDescription(
                "What is true of it now, one entry for each question; the message says cause and next step.")
        @Nullable
        @Items(max = 16, key = "type")
        List<Condition> conditions) {}
