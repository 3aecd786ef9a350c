package dev.berth.crd;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import dev.berth.crd.schema.NameLimit;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/** Where and how computers run; written by the operator of the platform. */
@Group("berth.dev")
@Version("v1alpha1")
@Plural("computerclasses")
@ShortNames("cclass")
@JsonClassDescription("Where and how computers run: provider, accounts, regions, image, sizes, idle policy.")
@NameLimit(63)
@AdditionalPrinterColumn(name = "Provider", jsonPath = ".spec.provider")
@AdditionalPrinterColumn(name = "Regions", jsonPath = ".spec.regions")
@AdditionalPrinterColumn(name = "Size", jsonPath = ".status.size")
@AdditionalPrinterColumn(name = "Idle", jsonPath = ".spec.idle.after")
@AdditionalPrinterColumn(name = "Transport", jsonPath = ".spec.transport", priority = 1)
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(
        name = "Computers",
        jsonPath = ".status.computers",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public final class ComputerClass extends CustomResource<ComputerClassSpec, ComputerClassStatus> {

    // Records have no empty constructor to fill in, and an applied object carries only what its writer owns.
    @Override
    protected @Nullable ComputerClassSpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable ComputerClassStatus initStatus() {
        return null;
    }
}
