package dev.berth.controller.provider.container;

import dev.berth.controller.provider.Resources;
import dev.berth.crd.VolumeStatus;
import java.util.Collection;
import java.util.List;

/**
 * What was seen beside the machine.
 *
 * @param container who owns the machine's name; {@link Ownership#OURS} exactly when the machine is present
 * @param volume the computer's volume
 * @param volumeName its name
 * @param network the network under the computer's own name
 * @param sharedNetwork the network of all computers of this cluster
 * @param taken subnets of every network of the engine
 */
public record ContainerResources(
        EngineTraits traits,
        Ownership container,
        Ownership volume,
        String volumeName,
        Ownership network,
        Ownership sharedNetwork,
        Collection<Subnet> taken)
        implements Resources {

    public ContainerResources {
        taken = List.copyOf(taken);
    }

    @Override
    public List<VolumeStatus> volumes() {
        return volume == Ownership.OURS ? List.of(new VolumeStatus(volumeName, volumeName)) : List.of();
    }
}
