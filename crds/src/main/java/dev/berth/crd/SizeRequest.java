package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Range;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import org.jspecify.annotations.Nullable;

/** The schema of a size that a Computer may ask for: every member optional, and none has a default, so that the class can decide. */
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
public record SizeRequest(
        @JsonPropertyDescription("Number of processors; absent: as the class says.") @Nullable @Range(min = 1, max = 64)
        Integer cpus,

        @JsonPropertyDescription("Memory, 256Mi to 256Gi; absent: as the class says.") @Nullable @KubeQuantity
        Quantity memory,

        @JsonPropertyDescription("Size of the volume; it can grow but not shrink. Absent: as the class says.")
        @Nullable
        @KubeQuantity
        Quantity disk) {}
