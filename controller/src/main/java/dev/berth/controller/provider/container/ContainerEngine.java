package dev.berth.controller.provider.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.RestartPolicy;
import dev.berth.controller.provider.MachineLabels;
import dev.berth.ttyd.BoxPaths;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The few requests of the Docker Engine API that Berth uses, one method each. Throws what docker-java throws. */
final class ContainerEngine implements AutoCloseable {

    private static final ExposedPort GATE = ExposedPort.tcp(BoxPaths.BOX_PORT);

    private final DockerClient reads;
    private final DockerClient calls;
    private final PodmanNetworks podmanNetworks;

    /**
     * @param reads with a deadline for looking
     * @param calls with a deadline longer than a stop takes
     * @param podmanNetworks used where the engine is Podman
     */
    ContainerEngine(DockerClient reads, DockerClient calls, PodmanNetworks podmanNetworks) {
        this.podmanNetworks = podmanNetworks;
        this.reads = reads;
        this.calls = calls;
    }

    EngineTraits traits(boolean localSocket, Host here) {
        var version = reads.versionCmd().exec();
        var components = version.getComponents();
        boolean podman = components != null
                && components.stream()
                        .anyMatch(part -> String.valueOf(part.getName()).startsWith("Podman"));
        var info = reads.infoCmd().exec();
        var security = info.getSecurityOptions();
        boolean rootless = security != null && security.stream().anyMatch(option -> option.contains("rootless"));
        boolean same = localSocket && !rootless && here.is(info.getName(), info.getKernelVersion());
        return new EngineTraits(podman, same ? Reach.BRIDGE : Reach.LOOPBACK);
    }

    Optional<InspectContainerResponse> container(String nameOrId) {
        try {
            return Optional.of(reads.inspectContainerCmd(nameOrId).exec());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    Optional<InspectVolumeResponse> volume(String name) {
        try {
            return Optional.of(reads.inspectVolumeCmd(name).exec());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    Optional<EngineNetwork> network(String name, EngineTraits traits) {
        if (traits.isolateOption())
            return podmanNetworks.all().stream()
                    .filter(network -> name.equals(network.name()))
                    .findFirst();
        try {
            return Optional.of(EngineNetwork.of(
                    reads.inspectNetworkCmd().withNetworkId(name).exec()));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    List<EngineNetwork> networks(EngineTraits traits) {
        if (traits.isolateOption()) return podmanNetworks.all();
        return reads.listNetworksCmd().exec().stream().map(EngineNetwork::of).toList();
    }

    boolean hasImage(String image) {
        try {
            reads.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    /** Ids of every container of a cluster, whatever its state. */
    List<String> containers(String cluster) {
        return reads
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(MachineLabels.CLUSTER, cluster))
                .exec()
                .stream()
                .map(Container::getId)
                .toList();
    }

    void createNetwork(String name, Map<String, String> labels, Map<String, String> options, Subnet subnet) {
        calls.createNetworkCmd()
                .withName(name)
                .withDriver("bridge")
                .withCheckDuplicate(true)
                .withLabels(labels)
                .withOptions(options)
                .withIpam(new Network.Ipam()
                        .withDriver("default")
                        .withConfig(new Network.Ipam.Config().withSubnet(subnet.toString())))
                .exec();
    }

    void createVolume(String name, Map<String, String> labels) {
        calls.createVolumeCmd().withName(name).withLabels(labels).exec();
    }

    void create(Blueprint box) {
        var host = HostConfig.newHostConfig()
                .withNetworkMode(box.network())
                .withMounts(List.of(new Mount()
                        .withType(MountType.VOLUME)
                        .withSource(box.volume())
                        .withTarget(Blueprint.WORKSPACE)))
                .withMemory(box.memoryBytes())
                .withMemorySwap(box.memoryBytes())
                .withNanoCPUs(box.nanoCpus())
                .withPidsLimit(box.pids())
                .withCapDrop(Capability.ALL)
                .withCapAdd(
                        Blueprint.CAPABILITIES.stream().map(Capability::valueOf).toArray(Capability[]::new))
                .withSecurityOpts(List.of("no-new-privileges"))
                .withPrivileged(false)
                .withIpcMode("private")
                .withRestartPolicy(RestartPolicy.noRestart())
                .withLogConfig(new LogConfig(
                        LogConfig.LoggingType.JSON_FILE, Map.of("max-size", Blueprint.LOG_SIZE, "max-file", "2")));
        if (box.publish())
            // Port 0: the engine chooses, and chooses anew at every start.
            host.withPortBindings(new PortBinding(Ports.Binding.bindIp("127.0.0.1"), GATE));
        calls.createContainerCmd(box.image())
                .withName(box.name())
                .withHostName(box.hostname())
                .withLabels(box.labels())
                .withExposedPorts(GATE)
                .withStopTimeout((int) ContainerPlanner.GRACE.toSeconds())
                .withHostConfig(host)
                .exec();
    }

    void putKey(String id, String keyFile) {
        try {
            calls.copyArchiveToContainerCmd(id)
                    .withRemotePath("/")
                    .withTarInputStream(new ByteArrayInputStream(KeyArchive.of(keyFile)))
                    .exec();
        } catch (IOException e) {
            throw new IllegalStateException("The archive of the box key could not be made.", e);
        }
    }

    void start(String id) {
        unlessSo(() -> calls.startContainerCmd(id).exec());
    }

    void pause(String id) {
        calls.pauseContainerCmd(id).exec();
    }

    void unpause(String id) {
        calls.unpauseContainerCmd(id).exec();
    }

    void stop(String id, Duration grace) {
        unlessSo(() ->
                calls.stopContainerCmd(id).withTimeout((int) grace.toSeconds()).exec());
    }

    void remove(String id) {
        unlessGone(() -> calls.removeContainerCmd(id)
                .withForce(true)
                .withRemoveVolumes(false)
                .exec());
    }

    void removeNetwork(String name) {
        unlessGone(() -> calls.removeNetworkCmd(name).exec());
    }

    void removeVolume(String name) {
        unlessGone(() -> calls.removeVolumeCmd(name).exec());
    }

    @Override
    public void close() throws IOException {
        reads.close();
        calls.close();
    }

    private static void unlessSo(Runnable call) {
        try {
            call.run();
        } catch (NotModifiedException e) {
            // 304: it is in that state already.
        }
    }

    private static void unlessGone(Runnable call) {
        try {
            call.run();
        } catch (NotFoundException e) {
            // Removed by somebody else meanwhile.
        }
    }
}
