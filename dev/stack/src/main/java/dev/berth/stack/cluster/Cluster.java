package dev.berth.stack.cluster;

import java.nio.file.Path;

/** A cluster that the stack works with: its own control plane, or one that was there. */
public interface Cluster {

    /** The person's kubeconfig for it. */
    Path kubeconfig();

    /** kubectl with that kubeconfig. */
    Kubectl kubectl();

    /** Writes a kubeconfig with a real token of this ServiceAccount, and returns the file. */
    Path serviceAccountKubeconfig(String namespace, String name, Path file);
}
