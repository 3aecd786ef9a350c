package dev.berth.proxy.directory;

import java.time.Clock;
import java.util.concurrent.Executor;

/** An allocator over a directory that is no watch. */
public final class TestLandings {

    private TestLandings() {}

    public static FaceAllocator allocator(Directory directory, Cluster cluster, Clock clock, Executor executor) {
        return new FaceAllocator(
                directory, cluster, (computer, agent) -> new Lane.Cache(java.util.List.of(), 0, 0), clock, executor);
    }

    /** An API server in memory that holds these faces' computer. */
    public static Cluster cluster(ComputerView computer) {
        return new ModelCluster(computer, ModelCluster.Fault.NONE);
    }
}
