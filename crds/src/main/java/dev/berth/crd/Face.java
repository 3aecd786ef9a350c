package dev.berth.crd;

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
