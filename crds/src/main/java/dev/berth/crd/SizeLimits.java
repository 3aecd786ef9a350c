package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.berth.crd.schema.Range;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import org.jspecify.annotations.Nullable;

/** The largest size that a computer may ask for; an absent member: the class size. */
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
public record SizeLimits(
        @JsonPropertyDescription("Most processors.") @Nullable @Range(min = 1, max = 64)
        Integer cpus,

        @JsonPropertyDescription("Most memory, 256Mi to 256Gi.") @Nullable @KubeQuantity
        Quantity memory,

        @JsonPropertyDescription("Largest volume, 0 or 1Gi to 10Ti.") @Nullable @KubeQuantity
        Quantity disk) {}
