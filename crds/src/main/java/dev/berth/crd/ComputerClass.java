package dev.berth.crd;

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
