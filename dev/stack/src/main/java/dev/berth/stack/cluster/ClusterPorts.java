package dev.berth.stack.cluster;

import dev.berth.stack.process.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The ports of a control plane on 127.0.0.1: random once, then kept with its data, so that a kubeconfig somebody exported
 * works again after a restart.
 */
record ClusterPorts(int etcdClient, int etcdPeer, int apiServer) {

    private static final String FILE = "ports";

    static ClusterPorts in(Path data) {
        Path file = data.resolve(FILE);
        try {
            if (Files.exists(file)) {
                int[] kept = Arrays.stream(Files.readString(file).strip().split(" "))
                        .mapToInt(Integer::parseInt)
                        .toArray();
                return new ClusterPorts(kept[0], kept[1], kept[2]);
            }
            List<Integer> free = LoopbackPorts.free(3);
            ClusterPorts ports = new ClusterPorts(free.get(0), free.get(1), free.get(2));
            Files.createDirectories(data);
            Files.writeString(file, ports.etcdClient + " " + ports.etcdPeer + " " + ports.apiServer + "\n");
            return ports;
        } catch (IOException refused) {
            throw new UncheckedIOException("Cannot keep the ports in " + file, refused);
        }
    }

    /** The next {@link #in} chooses anew. */
    static void forget(Path data) {
        try {
            Files.deleteIfExists(data.resolve(FILE));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    List<Integer> all() {
        return List.of(etcdClient, etcdPeer, apiServer);
    }
}
