package dev.berth.stack.cluster;

import dev.berth.stack.tools.CacheFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The four programs of a cluster, in one folder.
 *
 * @param folder holds {@link #NAMES}
 */
public record KubeTools(Path folder) {

    /** Versions are chosen together: the server's go.mod names this etcd client line. */
    public static final String KUBERNETES_VERSION = "1.36.4";

    public static final String ETCD_VERSION = "3.6.14";

    public static final List<String> NAMES = List.of("etcd", "kube-apiserver", "kube-controller-manager", "kubectl");

    /** Where {@code ./berth} tells the test tiers to find them. */
    public static final String VARIABLE = "BERTH_KUBE_BIN";

    /**
     * The tools that {@code ./berth} has prepared: {@value #VARIABLE}, else the cache.
     *
     * @throws IllegalStateException when they are not there
     */
    public static KubeTools prepared(Map<String, String> environment) {
        String named = environment.get(VARIABLE);
        KubeTools tools = named != null
                ? new KubeTools(Path.of(named))
                : inCache(CacheFolder.of(environment).path());
        if (!tools.complete()) {
            throw new IllegalStateException("No " + String.join(", ", NAMES) + " in " + tools.folder()
                    + ". Run ./berth test api, which makes them.");
        }
        return tools;
    }

    /** The place of these versions in a cache folder. */
    public static KubeTools inCache(Path cache) {
        return new KubeTools(cache.resolve("kube").resolve(KUBERNETES_VERSION + "-etcd-" + ETCD_VERSION));
    }

    public boolean complete() {
        return NAMES.stream().allMatch(name -> Files.isExecutable(folder.resolve(name)));
    }

    public Path etcd() {
        return folder.resolve("etcd");
    }

    public Path apiServer() {
        return folder.resolve("kube-apiserver");
    }

    public Path controllerManager() {
        return folder.resolve("kube-controller-manager");
    }

    public Path kubectl() {
        return folder.resolve("kubectl");
    }
}
