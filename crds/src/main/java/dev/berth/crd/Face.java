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

/** One tmux session in a box. Spec and {@code status.demand}: exec-proxy or kubectl; the rest: the controller. */
@Group("berth.dev")
@Version("v1alpha1")
@Plural("faces")
@ShortNames("fc")
@JsonClassDescription("One terminal session in a box, opened by any number of browsers. Deleting it closes it.")
@NameLimit(75)
@ValidationRule(
        value = "self.metadata.name.split('.') == [self.spec.computer, self.spec.agent, string(self.spec.number)]",
        message = "a face is named {computer}.{agent}.{number}; the name is what keeps its number unique",
        fieldPath = ".metadata.name")
@AdditionalPrinterColumn(name = "Mode", jsonPath = ".spec.mode")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Used", jsonPath = ".status.lastUsedAt", type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "By", jsonPath = ".spec.createdBy", priority = 1)
@AdditionalPrinterColumn(name = "Session", jsonPath = ".status.session", priority = 1)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalSelectableField(jsonPath = ".spec.computer")
@AdditionalSelectableField(jsonPath = ".spec.agent")
@AdditionalSelectableField(jsonPath = ".spec.createdBy")
public final class Face extends CustomResource<FaceSpec, FaceStatus> implements Namespaced {

    // Records have no empty constructor to fill in, and an applied object carries only what its writer owns.
    @Override
    protected @Nullable FaceSpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable FaceStatus initStatus() {
        return null;
    }
}
