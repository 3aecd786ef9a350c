package dev.berth.controller.instance;

import dev.berth.controller.provider.Account;
import dev.berth.controller.provider.MachineRef;
import dev.berth.controller.provider.MachineRequest;
import dev.berth.crd.ComputerClass;
import dev.berth.crd.ContainerSettings;
import dev.berth.crd.Instance;
import dev.berth.crd.InstanceSpec;
import dev.berth.crd.NetworkMode;
import dev.berth.crd.ProviderKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns an Instance into what a driver is asked for. Pure, but for the newest key's name. */
public final class MachineRequests {

    /** Names the master key of new boxes. */
    @FunctionalInterface
    public interface NewestKey {
        String id();
    }

    private final String cluster;
    private final NewestKey newestKey;

    public MachineRequests(String cluster, NewestKey newestKey) {
        this.cluster = cluster;
        this.newestKey = newestKey;
    }

    /** @param type class of the computer; null if it was deleted by force: then the configured engine is meant */
    public MachineRequest of(Instance instance, ProviderKind provider, @Nullable ComputerClass type, int launch) {
        var spec = instance.getSpec();
        var container = container(type);
        var network = container == null || container.network() == null ? NetworkMode.PER_COMPUTER : container.network();
        var status = instance.getStatus();
        return new MachineRequest(
                ref(instance, provider, type, launch),
                spec.className(),
                spec.regions() == null ? List.of() : spec.regions(),
                spec.image(),
                spec.size(),
                network,
                newestKey.id(),
                status != null && status.volume() != null);
    }

    public MachineRef ref(Instance instance, ProviderKind provider, @Nullable ComputerClass type, int launch) {
        var meta = instance.getMetadata();
        var owner = meta.getOwnerReferences().stream()
                .filter(reference -> reference.getKind().equals("Computer"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Instance " + meta.getName()
                        + " has no ownerReference to its Computer; delete it, the controller makes another."));
        return new MachineRef(
                account(instance.getSpec(), provider, type),
                cluster,
                instance.getSpec().computer(),
                owner.getUid(),
                meta.getUid(),
                launch);
    }

    public static Account account(InstanceSpec spec, ProviderKind provider, @Nullable ComputerClass type) {
        if (provider == ProviderKind.CONTAINER) {
            var container = container(type);
            return new Account(provider, container == null || container.engine() == null ? "" : container.engine());
        }
        var credentials = spec.credentials();
        if (credentials == null) return new Account(provider, "");
        var key = credentials.key() == null ? "token" : credentials.key();
        return new Account(provider, credentials.secretName() + "/" + key);
    }

    private static @Nullable ContainerSettings container(@Nullable ComputerClass type) {
        return type == null || type.getSpec() == null ? null : type.getSpec().container();
    }
}
