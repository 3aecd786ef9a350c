package dev.berth.stack.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The three command lines. Everything binds 127.0.0.1. */
record Commands(ControlPlane.Options options, ClusterPorts ports, AdminToken admin, SigningKey signingKey) {

    private static final String LOOPBACK = "http://127.0.0.1:";

    /** What kube-controller-manager runs: no Pod ever starts here, but objects are owned, aggregated and collected. */
    private static final String CONTROLLERS = String.join(
            ",",
            "namespace-controller",
            "garbage-collector-controller",
            "serviceaccount-controller",
            "clusterrole-aggregation-controller",
            "validatingadmissionpolicy-status-controller",
            "deployment-controller",
            "replicaset-controller");

    static Path certificate(Path data) {
        return data.resolve("pki").resolve("apiserver.crt");
    }

    List<String> etcd() {
        String client = LOOPBACK + ports.etcdClient();
        String peer = LOOPBACK + ports.etcdPeer();
        List<String> command = new ArrayList<>(List.of(
                options.tools().etcd().toString(),
                "--name=berth",
                "--data-dir=" + options.data().resolve("etcd"),
                "--listen-client-urls=" + client,
                "--advertise-client-urls=" + client,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=berth=" + peer,
                "--log-level=warn"));
        if (!options.durable()) {
            command.add("--unsafe-no-fsync");
        }
        return command;
    }

    List<String> apiServer() {
        List<String> command = new ArrayList<>(List.of(
                options.tools().apiServer().toString(),
                "--etcd-servers=" + LOOPBACK + ports.etcdClient(),
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--secure-port=" + ports.apiServer(),
                // Nothing here asks the Service "kubernetes", and 127.0.0.1 may not be published as an endpoint.
                "--endpoint-reconciler-type=none",
                "--service-cluster-ip-range=10.96.0.0/24",
                "--cert-dir=" + options.data().resolve("pki"),
                "--token-auth-file=" + admin.file(),
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + signingKey.publicKey(),
                "--service-account-signing-key-file=" + signingKey.privateKey(),
                "--authorization-mode=RBAC",
                "--profiling=false"));
        command.addAll(options.apiServerFlags());
        return command;
    }

    List<String> controllerManager(Path kubeconfig) {
        return List.of(
                options.tools().controllerManager().toString(),
                "--kubeconfig=" + kubeconfig,
                "--controllers=" + CONTROLLERS,
                "--leader-elect=false",
                // 0: it serves nothing.
                "--secure-port=0");
    }
}
