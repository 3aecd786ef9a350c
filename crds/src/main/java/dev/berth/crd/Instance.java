package dev.berth.crd;

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
