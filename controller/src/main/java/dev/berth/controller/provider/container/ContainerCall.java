package dev.berth.controller.provider.container;

import dev.berth.controller.provider.MachineRef;
import dev.berth.controller.provider.ProviderCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One mutating call to a container engine. What acts on a container names its id, so that a late call can never hit a newer container of the same name. */
public sealed interface ContainerCall extends ProviderCall {

    /** The middle of the fault points around this call: {@code container.{step}.before}. */
    String step();

    @Override
    default String op() {
        return step();
    }

    /**
     * @param options of the bridge driver
     * @param subnets candidates in order: another program on the host may hold a block that no list shows
     */
    record EnsureNetwork(
            MachineRef ref, String name, Map<String, String> labels, Map<String, String> options, List<Subnet> subnets)
            implements ContainerCall {
        @Override
        public String step() {
            return "create-network";
        }
    }

    record EnsureVolume(MachineRef ref, String name, Map<String, String> labels) implements ContainerCall {
        @Override
        public String step() {
            return "create-volume";
        }
    }

    /** @param className named in the sentence about a missing image */
    record CreateContainer(MachineRef ref, String className, Blueprint blueprint) implements ContainerCall {
        @Override
        public String step() {
            return "create";
        }
    }

    /** Puts the box key in, then starts. Repeated as a whole until the container has run once, so a crash between create and key leaves no box without its key. */
    record FirstStart(MachineRef ref, String id, String keyId) implements ContainerCall {
        @Override
        public String step() {
            return "start";
        }
    }

    record Start(MachineRef ref, String id) implements ContainerCall {
        @Override
        public String step() {
            return "start";
        }
    }

    record Pause(MachineRef ref, String id) implements ContainerCall {
        @Override
        public String step() {
            return "pause";
        }
    }

    record Unpause(MachineRef ref, String id) implements ContainerCall {
        @Override
        public String step() {
            return "unpause";
        }
    }

    /**
     * @param grace how long programs may take to end; zero kills
     */
    record Stop(MachineRef ref, String id, Duration grace) implements ContainerCall {
        @Override
        public String step() {
            return "stop";
        }
    }

    record RemoveContainer(MachineRef ref, String id) implements ContainerCall {
        @Override
        public String step() {
            return "remove";
        }
    }

    record RemoveNetwork(MachineRef ref, String name) implements ContainerCall {
        @Override
        public String step() {
            return "remove-network";
        }
    }

    record RemoveVolume(MachineRef ref, String name) implements ContainerCall {
        @Override
        public String step() {
            return "remove-volume";
        }
    }
}
