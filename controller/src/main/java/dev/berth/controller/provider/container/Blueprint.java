package dev.berth.controller.provider.container;

import dev.berth.controller.provider.MachineLabels;
import dev.berth.controller.provider.MachineRequest;
import dev.berth.crd.MachineSize;
import dev.berth.crd.Names;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A container as it is to be made. What is the same for every box (capabilities, no-new-privileges, log size, where the volume is mounted) is stated here once, as constants.
 *
 * @param memoryBytes limit of memory, and of memory and swap together: a box does not swap
 * @param nanoCpus limit of processor time in billionths of a processor
 * @param pids limit of processes and threads
 * @param publish whether the gate is published on 127.0.0.1
 */
public record Blueprint(
        String name,
        String hostname,
        String image,
        Map<String, String> labels,
        String network,
        String volume,
        long memoryBytes,
        long nanoCpus,
        long pids,
        boolean publish) {

    /** Where the workspace tree lives in every box. */
    public static final String WORKSPACE = "/mnt/workspace";

    /** What boxd needs to be root in its box (resources.md 4.9); everything else is dropped. */
    static final List<String> CAPABILITIES = List.of("CHOWN", "DAC_OVERRIDE", "FOWNER", "KILL", "SETGID", "SETUID");

    /** A box that prints without end must not fill the host's disk. */
    static final String LOG_SIZE = "10m";

    static final String LABEL_IMAGE = "berth.dev/image";
    static final String LABEL_REGION = "berth.dev/region";

    /** The smallest machine that a class may ask for. */
    static final long SMALLEST_BYTES = 256L << 20;

    private static final long PIDS_PER_CPU = 1024;

    public Blueprint {
        labels = Map.copyOf(labels);
    }

    static Blueprint of(MachineRequest request, String network, Reach reach) {
        var ref = request.ref();
        var labels = MachineLabels.machine(ref, request.keyId());
        labels.put(LABEL_IMAGE, request.image());
        labels.put(
                LABEL_REGION,
                request.regions().isEmpty() ? "local" : request.regions().getFirst());
        var cpus = cpus(request.size());
        return new Blueprint(
                ref.machineName(),
                ref.computer(),
                request.image(),
                labels,
                network,
                Names.containerVolume(ref.computerUid()),
                memoryBytes(request.size()),
                cpus * 1_000_000_000L,
                PIDS_PER_CPU * (cpus + 1L),
                reach == Reach.LOOPBACK);
    }

    static int cpus(MachineSize size) {
        return size.cpus() == null ? 1 : size.cpus();
    }

    static long memoryBytes(MachineSize size) {
        return bytes(size.memory());
    }

    private static long bytes(@Nullable Quantity memory) {
        return memory == null ? SMALLEST_BYTES : memory.getNumericalAmount().longValue();
    }
}
