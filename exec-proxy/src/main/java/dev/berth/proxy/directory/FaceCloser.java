package dev.berth.proxy.directory;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Closes a face by deleting its object: a button, or a session that ended (resources.md 3.3). The controller ends the session and frees the number. */
public final class FaceCloser {

    private final Cluster cluster;
    private final Executor executor;

    public FaceCloser(Cluster cluster, Executor executor) {
        this.cluster = cluster;
        this.executor = executor;
    }

    /** Completes once the API server has taken the deletion, exceptionally with {@link Cluster.Unavailable} if it did not. Closing a closed face is no error. */
    public CompletionStage<Void> close(FaceView face) {
        return CompletableFuture.runAsync(() -> cluster.delete(face), executor);
    }
}
