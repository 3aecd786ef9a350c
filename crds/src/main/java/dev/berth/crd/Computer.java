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

/** One person's computer. Spec: people, GitOps or the frontend; status: the controller. */
@Group("berth.dev")
@Version("v1alpha1")
@Plural("computers")
@ShortNames("cmp")
@JsonClassDescription(
        "One person's computer: who owns it, in which class it runs, its agents, and whether it is wanted awake.")
@NameLimit(41)
@ValidationRule(
        value =
                "self.metadata.name.size() <= 41 && self.metadata.name.matches('^[a-z][a-z0-9-]*[a-z0-9]$') && !self.metadata.name.contains('--')",
        message =
                "a computer's name is its host name: 2 to 41 lower-case letters, digits and single dashes, starting with a letter",
        fieldPath = ".metadata.name")
@ValidationRule(
        value =
                "!(self.metadata.name in ['admin', 'api', 'app', 'assets', 'auth', 'console', 'docs', 'login', 'logout', 'mail', 'mcp', 'me', 'preview', 'sign-in', 'static', 'status', 'www']) && !self.metadata.name.startsWith('p-')",
        message = "this name is kept for the platform; choose another",
        fieldPath = ".metadata.name")
@AdditionalPrinterColumn(name = "Class", jsonPath = ".spec.className")
@AdditionalPrinterColumn(name = "Power", jsonPath = ".spec.power")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(name = "Faces", jsonPath = ".status.openFaces", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Sleeps", jsonPath = ".status.power.sleeps")
@AdditionalPrinterColumn(name = "Region", jsonPath = ".status.region", priority = 1)
@AdditionalPrinterColumn(name = "Owner", jsonPath = ".spec.owner", priority = 1)
@AdditionalPrinterColumn(name = "URL", jsonPath = ".status.url", priority = 1)
@AdditionalPrinterColumn(name = "Message", jsonPath = ".status.conditions[?(@.type==\"Ready\")].message", priority = 1)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalSelectableField(jsonPath = ".spec.owner")
@AdditionalSelectableField(jsonPath = ".spec.className")
@AdditionalSelectableField(jsonPath = ".status.phase")
public final class Computer extends CustomResource<ComputerSpec, ComputerStatus> implements Namespaced {

    // Records have no empty constructor to fill in, and an applied object carries only what its writer owns.
    @Override
    protected @Nullable ComputerSpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable ComputerStatus initStatus() {
        return null;
    }
}
