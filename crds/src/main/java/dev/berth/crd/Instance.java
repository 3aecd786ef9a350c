package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import dev.berth.crd.schema.NameLimit;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalSelectableField;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/** One machine behind a computer, or none yet; all of it is written by the controller. */
@Group("berth.dev")
@Version("v1alpha1")
@Plural("instances")
@ShortNames("inst")
@JsonClassDescription("One machine behind a computer, or none yet. The controller writes all of it.")
@NameLimit(46)
@ValidationRule(
        value =
                "self.metadata.name.startsWith(self.spec.computer + '-') && self.metadata.name.substring(self.spec.computer.size() + 1) == string(self.spec.number)",
        message = "an instance is named {computer}-{number}",
        fieldPath = ".metadata.name")
@AdditionalPrinterColumn(name = "Computer", jsonPath = ".spec.computer")
@AdditionalPrinterColumn(name = "Provider", jsonPath = ".spec.provider")
@AdditionalPrinterColumn(name = "Region", jsonPath = ".status.region")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "Try", jsonPath = ".status.attempt", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(name = "Machine", jsonPath = ".status.machineId")
@AdditionalPrinterColumn(name = "Image", jsonPath = ".spec.image", priority = 1)
@AdditionalPrinterColumn(name = "Next", jsonPath = ".status.next", priority = 1)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalSelectableField(jsonPath = ".spec.computer")
@AdditionalSelectableField(jsonPath = ".spec.provider")
@AdditionalSelectableField(jsonPath = ".status.phase")
@AdditionalSelectableField(jsonPath = ".status.machineId")
public final class Instance extends CustomResource<InstanceSpec, InstanceStatus> implements Namespaced {

    // Records have no empty constructor to fill in, and an applied object carries only what its writer owns.
    @Override
    protected @Nullable InstanceSpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable InstanceStatus initStatus() {
        return null;
    }
}
