package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Items;
import dev.berth.crd.schema.Text;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person wants of one computer (resources.md 1.2). Written by people and GitOps, never by the controller. */
@ValidationRule(
        value = "self.owner == oldSelf.owner",
        message = "owner cannot change; a computer belongs to one person for life",
        fieldPath = ".owner")
@ValidationRule(
        value = "self.className == oldSelf.className",
        message = "className cannot change; create a new computer in the other class and restore a backup into it",
        fieldPath = ".className")
@ValidationRule(
        value = "!has(oldSelf.region) || (has(self.region) && self.region == oldSelf.region)",
        message =
                "region cannot change once set, because the volume lives there; create a new computer and restore a backup into it",
        fieldPath = ".region")
@ValidationRule(
        value =
                "!has(oldSelf.size) || !has(oldSelf.size.disk) || (has(self.size) && has(self.size.disk) && quantity(string(self.size.disk)).compareTo(quantity(string(oldSelf.size.disk))) >= 0)",
        message = "size.disk can grow but not shrink",
        fieldPath = ".size.disk")
@ValidationRule(
        value =
                "self.agents.all(a, !has(a.parent) || self.agents.exists(p, p.name == a.parent && !has(p.parent) && p.name != a.name))",
        message = "an agent's parent must be another agent in this list that has no parent itself",
        fieldPath = ".agents")
@JsonIgnoreProperties(ignoreUnknown = true)
public record ComputerSpec(
        @JsonPropertyDescription("Who owns it: the user id given by the sign-in service, kept exactly as given.")
        @Required
        @Text(max = 160, pattern = Patterns.USER)
        String owner,

        @JsonPropertyDescription("ComputerClass that says where and how it runs. Cannot change.")
        @Required
        @Text(max = 63, pattern = Patterns.OBJECT)
        String className,

        @JsonPropertyDescription("Name that people see.") @Nullable @Text(max = 80)
        String displayName,

        @JsonPropertyDescription(
                "Auto runs it while it is wanted and suspends it when idle. Running never suspends it. Suspended never wakes it.")
        @Default("\"Auto\"")
        @Nullable
        Power power,

        @JsonPropertyDescription("Not suspended for being idle before this time; a time in the past has no effect.")
        @KubeTime
        @Nullable
        Instant keepAwakeUntil,

        @JsonPropertyDescription("Where it runs; absent: the first region of the class. Cannot change or go once set.")
        @Nullable
        @Text(max = 40, pattern = Patterns.LABEL)
        String region,

        @JsonPropertyDescription("How large it is, within the sizeLimits of the class; acts at the next cold start.")
        @SchemaFrom(type = SizeRequest.class)
        @Nullable
        MachineSize size,

        @JsonPropertyDescription("Its named programs. \"main\", else the first, answers at the computer's own host.")
        @Default("[{\"name\":\"main\"}]")
        @Nullable
        @Items(min = 1, max = 16, key = "name")
        List<AgentSpec> agents,

        @JsonPropertyDescription("Further host names; the first active one is used in links.")
        @Nullable
        @Items(max = 10, set = true)
        List<@Text(max = 253, pattern = Patterns.HOST) String> aliases,

        @JsonPropertyDescription("Who besides the owner may open it.") @Default("{\"everyone\":\"Nobody\"}") @Nullable
        Access access,

        @JsonPropertyDescription("Objects of the same namespace whose keys become files before the first agent starts.")
        @Nullable
        ConfigRefs config,

        @JsonPropertyDescription(
                "While set, visitors see a read-only maintenance face and the machine is left as it is.")
        @Nullable
        Maintenance maintenance,

        @JsonPropertyDescription("What is kept when the computer is deleted.")
        @Default("{\"volume\":\"Retain\",\"backup\":\"BestEffort\"}")
        @Nullable
        OnDelete onDelete) {}
