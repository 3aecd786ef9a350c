package dev.berth.crd;

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
