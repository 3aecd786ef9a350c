package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Range;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import org.jspecify.annotations.Nullable;

/** How large a machine is. Memory and disk are Kubernetes quantities of bytes. Absent members are possible on a Computer alone: the class decides. */
@ValidationRule(
        value =
                "!has(self.memory) || (quantity(string(self.memory)).compareTo(quantity('256Mi')) >= 0 && quantity(string(self.memory)).compareTo(quantity('256Gi')) <= 0)",
        message = "memory must be between 256Mi and 256Gi",
        fieldPath = ".memory")
@ValidationRule(
        value =
                "!has(self.disk) || quantity(string(self.disk)).compareTo(quantity('0')) == 0 || (quantity(string(self.disk)).compareTo(quantity('1Gi')) >= 0 && quantity(string(self.disk)).compareTo(quantity('10Ti')) <= 0)",
        message = "disk must be 0, or between 1Gi and 10Ti",
        fieldPath = ".disk")
@JsonIgnoreProperties(ignoreUnknown = true)
public record MachineSize(
        @JsonPropertyDescription("Whether the processors are shared with other machines.")
        @Default("\"Shared\"")
        @Nullable
        CpuKind cpuKind,

        @JsonPropertyDescription("Number of processors.") @Required @Nullable @Range(min = 1, max = 64)
        Integer cpus,

        @JsonPropertyDescription("Memory, 256Mi to 256Gi.") @Required @Nullable @KubeQuantity
        Quantity memory,

        @JsonPropertyDescription("Size of the volume that outlives the machine: 0 for none, or 1Gi to 10Ti.")
        @Default("\"0\"")
        @Nullable
        @KubeQuantity
        Quantity disk) {}
