package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Items;
import dev.berth.crd.schema.OneOf;
import dev.berth.crd.schema.Range;
import dev.berth.crd.schema.Text;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one machine is to be, resolved: nothing else has to be read to destroy it. Written by the controller alone. */
@ValidationRule(
        value =
                "self.computer == oldSelf.computer && self.number == oldSelf.number && self.className == oldSelf.className && self.provider == oldSelf.provider && self.regions == oldSelf.regions && has(self.credentials) == has(oldSelf.credentials) && (!has(self.credentials) || self.credentials == oldSelf.credentials)",
        message =
                "computer, number, className, provider, regions and credentials of an instance cannot change; the controller makes a new instance instead")
@JsonIgnoreProperties(ignoreUnknown = true)
public record InstanceSpec(
        @JsonPropertyDescription("Computer that it belongs to.") @Required @Text(max = 41, pattern = Patterns.COMPUTER)
        String computer,

        @JsonPropertyDescription("Number of this Instance among those of its computer.")
        @Required
        @Range(min = 1, max = 9999)
        long number,

        @JsonPropertyDescription("Class of the computer.") @Required @Text(max = 63, pattern = Patterns.OBJECT)
        String className,

        @JsonPropertyDescription("Who makes the machine.") @Required @Nullable
        ProviderKind provider,

        @JsonPropertyDescription("Where it may run, in order; one, if the computer has a volume.")
        @Required
        @Items(min = 1, max = 20)
        List<@Text(max = 40, pattern = Patterns.LABEL) String> regions,

        @JsonPropertyDescription("What it boots at the next cold start.") @Required @Text(min = 1, max = 500)
        String image,

        @JsonPropertyDescription("How large it is from the next cold start on.") @Required
        MachineSize size,

        @JsonPropertyDescription("The account that the machine lives in.") @Nullable
        CredentialRef credentials,

        @JsonPropertyDescription("How terminal bytes reach the box.")
        @Default("\"Relay\"")
        @Nullable
        @OneOf({"Relay", "Replay"})
        Transport transport,

        @JsonPropertyDescription("What the machine is wanted to do. Stopped is on the way to a cold start.")
        @Required
        @Nullable
        InstancePower power,

        @JsonPropertyDescription(
                "Digest of agents and configuration; a change is applied without a restart where the box can.")
        @Nullable
        @Text(max = 64)
        String configHash,

        @JsonPropertyDescription("Whether the volume outlives the computer.") @Default("\"Retain\"") @Nullable
        VolumeOnDelete onDelete) {}
