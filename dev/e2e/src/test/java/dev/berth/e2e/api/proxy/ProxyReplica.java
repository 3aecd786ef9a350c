package dev.berth.e2e.api.proxy;

import static org.awaitility.Awaitility.await;

import dev.berth.proxy.directory.ComputerKey;
import dev.berth.proxy.directory.DemandWriter;
import dev.berth.proxy.directory.FaceAllocator;
import dev.berth.proxy.directory.FaceCloser;
import dev.berth.proxy.directory.KubernetesCluster;
import dev.berth.proxy.directory.Shelves;
import dev.berth.proxy.directory.Watches;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What one replica of exec-proxy knows and writes, without its server. */
final class ProxyReplica implements AutoCloseable {

    final Shelves shelves;
    final FaceAllocator allocator;
    final DemandWriter demand;
    final FaceCloser closer;
    private final Watches watches;
    private final ExecutorService slow = Executors.newVirtualThreadPerTaskExecutor();

    ProxyReplica(KubernetesClient client, String namespace) {
        var clock = Clock.systemUTC();
        var cluster = new KubernetesCluster(client);
        watches = new Watches(client, Set.of(namespace), clock);
        shelves = new Shelves(watches::fresh);
        allocator = new FaceAllocator(shelves, cluster, clock, slow);
        demand = new DemandWriter(shelves, cluster, clock, slow);
        closer = new FaceCloser(cluster, slow);
        watches.start(shelves).join();
    }

    ProxyReplica knows(ComputerKey computer) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> shelves.computer(computer).isPresent());
        return this;
    }

    boolean fresh() {
        return shelves.fresh();
    }

    @Override
    public void close() {
        watches.close();
        slow.shutdownNow();
    }
}
