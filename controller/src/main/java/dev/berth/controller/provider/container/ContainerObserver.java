package dev.berth.controller.provider.container;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import dev.berth.controller.provider.Account;
import dev.berth.controller.provider.Listing;
import dev.berth.controller.provider.Machine;
import dev.berth.controller.provider.MachineLabels;
import dev.berth.controller.provider.MachineRef;
import dev.berth.controller.provider.Observation;
import dev.berth.crd.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at an engine by derived name. Only an answer is proof; everything else is unknown. */
final class ContainerObserver {

    private final Engines engines;
    private final String cluster;

    ContainerObserver(Engines engines, String cluster) {
        this.engines = engines;
        this.cluster = cluster;
    }

    Observation observe(MachineRef ref) {
        try {
            return look(ref);
        } catch (RuntimeException e) {
            return new Observation.Unknown(EngineErrors.whileReading(e));
        }
    }

    private Observation look(MachineRef ref) {
        var engine = engines.of(ref.account());
        var traits = engines.traits(ref.account());
        var container = engine.container(ref.machineName());
        var volumeName = Names.containerVolume(ref.computerUid());
        var volume = volume(engine.volume(volumeName), ref);
        var networks = container.isPresent() ? own(engine, ref, traits) : engine.networks(traits);
        var resources = new ContainerResources(
                traits,
                owner(container, ref),
                volume,
                volumeName,
                network(
                        networks,
                        Names.containerNetwork(ref.computerUid()),
                        MachineLabels.COMPUTER_UID,
                        ref.computerUid()),
                network(
                        networks,
                        ContainerPlanner.sharedNetworkName(ref.cluster()),
                        MachineLabels.CLUSTER,
                        ref.cluster()),
                subnets(networks));
        return resources.container() == Ownership.OURS
                ? new Observation.Present(
                        container.map(it -> Machines.read(it, ref)).orElseThrow(), resources)
                : new Observation.Gone(resources);
    }

    Listing listAll(Account account) {
        try {
            var engine = engines.of(account);
            var machines = new ArrayList<Machine>();
            for (var id : engine.containers(cluster))
                // One that vanished since the list is simply not there any more.
                engine.container(id)
                        .flatMap(it ->
                                MachineLabels.read(Machines.labels(it), account).map(ref -> Machines.read(it, ref)))
                        .ifPresent(machines::add);
            return new Listing.Complete(machines);
        } catch (RuntimeException e) {
            return new Listing.Unknown(EngineErrors.whileReading(e));
        }
    }

    /** The networks that a present container may be in; the pool matters only while one has to be chosen. */
    private static List<EngineNetwork> own(ContainerEngine engine, MachineRef ref, EngineTraits traits) {
        return engine.network(Names.containerNetwork(ref.computerUid()), traits)
                .or(() -> engine.network(ContainerPlanner.sharedNetworkName(ref.cluster()), traits))
                .map(List::of)
                .orElse(List.of());
    }

    private static Ownership owner(Optional<InspectContainerResponse> container, MachineRef ref) {
        return container
                .map(it -> {
                    var labels = Machines.labels(it);
                    return ref.instanceUid().equals(labels.get(MachineLabels.INSTANCE_UID))
                                    && ref.cluster().equals(labels.get(MachineLabels.CLUSTER))
                            ? Ownership.OURS
                            : Ownership.FOREIGN;
                })
                .orElse(Ownership.ABSENT);
    }

    private static Ownership volume(Optional<InspectVolumeResponse> volume, MachineRef ref) {
        return volume.map(it -> owned(it.getLabels(), MachineLabels.COMPUTER_UID, ref.computerUid()))
                .orElse(Ownership.ABSENT);
    }

    private static Ownership network(List<EngineNetwork> networks, String name, String label, String value) {
        return networks.stream()
                .filter(network -> name.equals(network.name()))
                .findFirst()
                .map(network -> owned(network.labels(), label, value))
                .orElse(Ownership.ABSENT);
    }

    private static Ownership owned(@Nullable Map<String, String> labels, String label, String value) {
        return labels != null && value.equals(labels.get(label)) ? Ownership.OURS : Ownership.FOREIGN;
    }

    private static List<Subnet> subnets(List<EngineNetwork> networks) {
        return networks.stream().flatMap(network -> network.subnets().stream()).toList();
    }
}
