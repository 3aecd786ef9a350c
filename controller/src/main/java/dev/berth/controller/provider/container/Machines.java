package dev.berth.controller.provider.container;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import dev.berth.controller.provider.Machine;
import dev.berth.controller.provider.MachineLabels;
import dev.berth.controller.provider.MachineRef;
import dev.berth.controller.provider.MachineState;
import dev.berth.crd.Addresses;
import dev.berth.crd.MachineSize;
import dev.berth.ttyd.BoxPaths;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a machine out of an inspected container. */
final class Machines {

    private static final Addresses NONE = new Addresses(null, null, null);

    private Machines() {}

    static Map<String, String> labels(InspectContainerResponse container) {
        var config = container.getConfig();
        var labels = config == null ? null : config.getLabels();
        return labels == null ? Map.of() : labels;
    }

    static Machine read(InspectContainerResponse container, MachineRef ref) {
        var labels = labels(container);
        var host = container.getHostConfig();
        var memory = host == null ? null : host.getMemory();
        var nanoCpus = host == null ? null : host.getNanoCPUs();
        var state = state(container);
        // Podman goes on naming the port of a container that has ended.
        boolean up = state == MachineState.RUNNING || state == MachineState.SUSPENDED;
        var published = up ? published(container) : 0;
        var address = up ? address(container) : "";
        boolean dialable = published != 0 || !address.isEmpty();
        return new Machine(
                container.getId(),
                ref,
                state,
                labels.getOrDefault(Blueprint.LABEL_REGION, "local"),
                labels.getOrDefault(MachineLabels.KEY_ID, ""),
                !dialable ? NONE : new Addresses(published != 0 ? "127.0.0.1" : address, null, null),
                !dialable ? 0 : published != 0 ? published : BoxPaths.BOX_PORT,
                startedAt(container),
                labels.getOrDefault(Blueprint.LABEL_IMAGE, ""),
                new MachineSize(
                        null,
                        nanoCpus == null ? null : (int) (nanoCpus / 1_000_000_000L),
                        memory == null ? null : new Quantity(Long.toString(memory)),
                        null));
    }

    private static MachineState state(InspectContainerResponse container) {
        var state = container.getState();
        var status = Objects.requireNonNullElse(state.getStatus(), "");
        return switch (status) {
            case "created", "configured", "initialized" ->
                neverStarted(container) ? MachineState.CREATED : MachineState.STOPPED;
            case "running" -> MachineState.RUNNING;
            case "paused" -> MachineState.SUSPENDED;
            case "exited", "dead" ->
                neverStarted(container) && !"dead".equals(status) ? MachineState.CREATED : MachineState.STOPPED;
            // restarting, removing, stopping, stopped (Podman: ended, not yet cleaned up)
            default -> MachineState.SETTLING;
        };
    }

    private static boolean neverStarted(InspectContainerResponse container) {
        return startedAt(container).equals(Instant.EPOCH);
    }

    /** Both engines write year 1 for never. */
    private static Instant startedAt(InspectContainerResponse container) {
        var text = container.getState().getStartedAt();
        if (text == null || text.startsWith("0001-")) return Instant.EPOCH;
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    /** The port on 127.0.0.1 that leads to the gate; 0 if none is published. */
    private static int published(InspectContainerResponse container) {
        var settings = container.getNetworkSettings();
        var ports = settings == null ? null : settings.getPorts();
        if (ports == null) return 0;
        var bindings = ports.getBindings().get(ExposedPort.tcp(BoxPaths.BOX_PORT));
        if (bindings == null) return 0;
        for (Ports.@Nullable Binding binding : bindings)
            if (binding != null
                    && binding.getHostPortSpec() != null
                    && binding.getHostPortSpec().matches("[1-9][0-9]*"))
                return Integer.parseInt(binding.getHostPortSpec());
        return 0;
    }

    private static String address(InspectContainerResponse container) {
        var settings = container.getNetworkSettings();
        var networks = settings == null ? null : settings.getNetworks();
        if (networks == null) return "";
        for (var network : networks.values()) {
            var address = network.getIpAddress();
            if (address != null && !address.isEmpty()) return address;
        }
        return "";
    }
}
