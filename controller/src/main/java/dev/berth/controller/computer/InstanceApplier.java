package dev.berth.controller.computer;

import dev.berth.controller.fault.Faults;
import dev.berth.controller.kube.StaleRead;
import dev.berth.controller.provider.Fence;
import dev.berth.crd.Computer;
import dev.berth.crd.Instance;
import dev.berth.crd.InstanceSpec;
import dev.berth.crd.Keys;
import dev.berth.crd.Names;
import dev.berth.crd.ProviderKind;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;

/**
 * The only writer of Instance specs: server-side apply under a derived name, with the finalizer in the creating request.
 *
 * <p>A change names the resourceVersion that it was decided on, so that a leader of yesterday cannot put a machine to sleep that was woken since.
 */
public final class InstanceApplier {

    private final KubernetesClient client;
    private final Fence leader;
    private final Faults faults;

    public InstanceApplier(KubernetesClient client, Fence leader, Faults faults) {
        this.client = client;
        this.leader = leader;
        this.faults = faults;
    }

    Instance create(Computer computer, InstanceSpec spec) {
        faults.at("instance.create.before");
        var fresh = client.resource(computer).get();
        if (fresh != null && !owner(fresh).equals(owner(computer))) fresh = null;
        if (!ComputerPlanner.mayCreate(fresh, living(computer), spec)) throw new StaleRead();
        leader.pass();
        var made = apply(metadata(computer, spec).build(), spec);
        faults.at("instance.create.after");
        return made;
    }

    /** Every Instance that names this computer, as the API server knows them now. */
    List<Instance> living(Computer computer) {
        var meta = computer.getMetadata();
        return client.resources(Instance.class)
                .inNamespace(meta.getNamespace())
                .withLabel(Keys.LABEL_COMPUTER, meta.getName())
                .list()
                .getItems();
    }

    private static String owner(Computer computer) {
        return computer.getMetadata().getUid();
    }

    Instance change(Computer computer, Instance instance, InstanceSpec spec) {
        var meta = metadata(computer, spec)
                .withUid(instance.getMetadata().getUid())
                .withResourceVersion(instance.getMetadata().getResourceVersion())
                .build();
        faults.at("instance.change.before");
        leader.pass();
        var changed = apply(meta, spec);
        faults.at("instance.change.after");
        return changed;
    }

    private Instance apply(ObjectMeta meta, InstanceSpec spec) {
        var instance = new Instance();
        instance.setMetadata(meta);
        instance.setSpec(spec);
        return client.resource(instance)
                .patch(new PatchContext.Builder()
                        .withForce(true)
                        .withFieldManager(Keys.MANAGER_CONTROLLER)
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .build());
    }

    private static ObjectMetaBuilder metadata(Computer computer, InstanceSpec spec) {
        var owner = computer.getMetadata();
        return new ObjectMetaBuilder()
                .withName(Names.instance(spec.computer(), spec.number()))
                .withNamespace(owner.getNamespace())
                .addToLabels(Keys.LABEL_COMPUTER, spec.computer())
                .addToLabels(Keys.LABEL_CLASS, spec.className())
                .addToLabels(Keys.LABEL_PROVIDER, word(spec.provider()))
                .addToLabels(Keys.LABEL_MANAGED_BY, "berth")
                .addToFinalizers(Keys.FINALIZER_INSTANCE)
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion(computer.getApiVersion())
                        .withKind(computer.getKind())
                        .withName(owner.getName())
                        .withUid(owner.getUid())
                        .withController(true)
                        .build());
    }

    private static String word(@org.jspecify.annotations.Nullable ProviderKind provider) {
        return switch (provider) {
            case CONTAINER -> "Container";
            case FLY -> "Fly";
            case HETZNER -> "Hetzner";
            case null -> "";
        };
    }
}
