package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Items;
import dev.berth.crd.schema.OneOf;
import dev.berth.crd.schema.Text;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where and how the computers of a class run (resources.md 1.1). Written by the operator of the platform; idle, faces, wakeOn, deadlines,
 * transport, backup and newComputers act at once, image and size at each computer's next cold start, regions for new computers. */
@ValidationRule(
        value = "self.provider == oldSelf.provider",
        message = "provider cannot change; create a new class and point new computers at it",
        fieldPath = ".provider")
@ValidationRule(
        value = "(self.provider == 'Fly') == has(self.fly)",
        message = "fly must be set when provider is Fly, and only then",
        fieldPath = ".fly")
@ValidationRule(
        value = "(self.provider == 'Hetzner') == has(self.hetzner)",
        message = "hetzner must be set when provider is Hetzner, and only then",
        fieldPath = ".hetzner")
@ValidationRule(
        value = "!has(self.container) || self.provider == 'Container'",
        message = "container may be set only when provider is Container",
        fieldPath = ".container")
@ValidationRule(
        value = "self.provider == 'Container' || has(self.credentials)",
        message = "credentials must name at least one Secret that holds a provider token",
        fieldPath = ".credentials")
@ValidationRule(
        value = "self.transport != 'Replay' || self.provider == 'Fly'",
        message = "transport Replay works only with provider Fly; use Auto or Relay",
        fieldPath = ".transport")
@ValidationRule(
        value = "!has(self.sizeLimits) || !has(self.sizeLimits.cpus) || self.size.cpus <= self.sizeLimits.cpus",
        message = "size.cpus is above sizeLimits.cpus",
        fieldPath = ".size.cpus")
@ValidationRule(
        value =
                "!has(self.sizeLimits) || !has(self.sizeLimits.memory) || quantity(string(self.size.memory)).compareTo(quantity(string(self.sizeLimits.memory))) <= 0",
        message = "size.memory is above sizeLimits.memory",
        fieldPath = ".size.memory")
@ValidationRule(
        value =
                "!has(self.sizeLimits) || !has(self.sizeLimits.disk) || quantity(string(self.size.disk)).compareTo(quantity(string(self.sizeLimits.disk))) <= 0",
        message = "size.disk is above sizeLimits.disk",
        fieldPath = ".size.disk")
@JsonIgnoreProperties(ignoreUnknown = true)
public record ComputerClassSpec(
        @JsonPropertyDescription("What people are told about this class, in one line.") @Nullable @Text(max = 200)
        String description,

        @JsonPropertyDescription("Who makes the machines. Cannot change.") @Required @Nullable
        ProviderKind provider,

        @JsonPropertyDescription("How Fly Machines are used; set when provider is Fly.") @Nullable
        FlySettings fly,

        @JsonPropertyDescription("How Hetzner Cloud servers are used; set when provider is Hetzner.") @Nullable
        HetznerSettings hetzner,

        @JsonPropertyDescription("Which container engine is used; may be set when provider is Container.") @Nullable
        ContainerSettings container,

        @JsonPropertyDescription(
                "Provider accounts, as Secrets in the controller's namespace. A new computer goes to the least used one.")
        @Nullable
        @Items(min = 1, max = 10)
        List<CredentialRef> credentials,

        @JsonPropertyDescription(
                "Where computers may run, in order: the first is the default, the others are tried when it is full.")
        @Required
        @Items(min = 1, max = 20)
        List<@Text(max = 40, pattern = Patterns.LABEL) String> regions,

        @JsonPropertyDescription(
                "What a machine boots: an OCI image; with Hetzner an image name, id or label selector.")
        @Required
        @Text(min = 1, max = 500)
        String image,

        @JsonPropertyDescription("How large a machine is unless its computer says otherwise.") @Required
        MachineSize size,

        @JsonPropertyDescription(
                "The largest size that a computer may ask for; an absent member is limited to the size of the class.")
        @Nullable
        SizeLimits sizeLimits,

        @JsonPropertyDescription(
                "How terminal bytes reach a box. Auto replays only where that is safe, and relays elsewhere.")
        @Default("\"Auto\"")
        @Nullable
        Transport transport,

        @JsonPropertyDescription("When a computer that nobody uses goes to sleep.")
        @Default(
                "{\"after\":\"30m\",\"warnBefore\":\"2m\",\"unknownFor\":\"2h\",\"maxLease\":\"24h\",\"maxBusy\":\"24h\"}")
        @Nullable
        IdlePolicy idle,

        @JsonPropertyDescription("What may wake a sleeping computer.")
        @Default("[\"Navigation\",\"KeyPress\"]")
        @Nullable
        @Items(max = 4, set = true)
        List<@OneOf({"Navigation", "KeyPress", "Preview", "Agent"}) WakeReason> wakeOn,

        @JsonPropertyDescription("How many faces an agent may have open, and when an unused one closes.")
        @Default("{\"max\":20,\"closeAfter\":\"24h\"}")
        @Nullable
        FacePolicy faces,

        @JsonPropertyDescription("When and where the volume is backed up; absent: never.") @Nullable
        BackupPolicy backup,

        @JsonPropertyDescription("How long each transition may take; an absent member has the default of the provider.")
        @Nullable
        Deadlines deadlines,

        @JsonPropertyDescription("Refused retires the class: existing computers keep it, new ones are refused.")
        @Default("\"Allowed\"")
        @Nullable
        NewComputers newComputers,

        @JsonPropertyDescription("Class that a refusal points to.") @Nullable @Text(max = 63, pattern = Patterns.OBJECT)
        String successor) {}
