package dev.berth.controller.provider.container;

import dev.berth.controller.provider.Account;
import dev.berth.controller.provider.Machine;
import dev.berth.controller.provider.MachineRef;
import dev.berth.controller.provider.MachineRequest;
import dev.berth.controller.provider.MachineState;
import dev.berth.controller.provider.Observation;
import dev.berth.crd.Addresses;
import dev.berth.crd.MachineSize;
import dev.berth.crd.Names;
import dev.berth.crd.NetworkMode;
import dev.berth.crd.ProviderKind;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a container planner is shown: a computer of which, unless said otherwise, nothing exists yet. */
record Scene(
        @Nullable MachineState state,
        Ownership container,
        Ownership volume,
        Ownership network,
        Ownership shared,
        List<Subnet> taken,
        EngineTraits traits,
        String image,
        String memory) {

    static final String COMPUTER_UID = "0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9";
    static final String INSTANCE_UID = "f9e8d7c6-b5a4-4938-a271-605f4e3d2c1b";
    static final MachineRef REF = new MachineRef(
            new Account(ProviderKind.CONTAINER, ""), "berth", "calm-meadow-4821", COMPUTER_UID, INSTANCE_UID, 1);
    static final String IMAGE = "localhost/berth-box:0.1.0";

    static Scene empty() {
        return new Scene(
                null,
                Ownership.ABSENT,
                Ownership.ABSENT,
                Ownership.ABSENT,
                Ownership.ABSENT,
                List.of(),
                new EngineTraits(true, Reach.BRIDGE),
                IMAGE,
                "1Gi");
    }

    /** Network, volume and a container in this state. */
    static Scene machine(MachineState state) {
        return empty().volume(Ownership.OURS).network(Ownership.OURS).state(state);
    }

    static MachineRequest request() {
        return request(NetworkMode.PER_COMPUTER, false);
    }

    static MachineRequest request(NetworkMode network, boolean volumeExpected) {
        return new MachineRequest(
                REF,
                "local",
                List.of("local"),
                IMAGE,
                new MachineSize(null, 1, new Quantity("1Gi"), null),
                network,
                "2026-11",
                volumeExpected);
    }

    Scene state(MachineState now) {
        return new Scene(now, Ownership.OURS, volume, network, shared, taken, traits, image, memory);
    }

    Scene container(Ownership now) {
        return new Scene(state, now, volume, network, shared, taken, traits, image, memory);
    }

    Scene volume(Ownership now) {
        return new Scene(state, container, now, network, shared, taken, traits, image, memory);
    }

    Scene network(Ownership now) {
        return new Scene(state, container, volume, now, shared, taken, traits, image, memory);
    }

    Scene shared(Ownership now) {
        return new Scene(state, container, volume, network, now, taken, traits, image, memory);
    }

    Scene taken(String... subnets) {
        var all = Arrays.stream(subnets).map(Subnet::parse).toList();
        return new Scene(state, container, volume, network, shared, all, traits, image, memory);
    }

    Scene docker(Reach reach) {
        var docker = new EngineTraits(false, reach);
        return new Scene(state, container, volume, network, shared, taken, docker, image, memory);
    }

    Scene madeFrom(String otherImage, String otherMemory) {
        return new Scene(state, container, volume, network, shared, taken, traits, otherImage, otherMemory);
    }

    Observation seen() {
        var resources = new ContainerResources(
                traits, container, volume, Names.containerVolume(COMPUTER_UID), network, shared, taken);
        return state == null
                ? new Observation.Gone(resources)
                : new Observation.Present(
                        new Machine(
                                "c0ffee",
                                REF,
                                state,
                                "local",
                                "2026-10",
                                new Addresses(null, null, null),
                                0,
                                Instant.EPOCH,
                                image,
                                new MachineSize(null, 1, new Quantity(memory), null)),
                        resources);
    }
}
