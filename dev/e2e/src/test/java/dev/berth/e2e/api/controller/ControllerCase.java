package dev.berth.e2e.api.controller;

import static org.awaitility.Awaitility.await;

import dev.berth.crd.Computer;
import dev.berth.crd.Demand;
import dev.berth.crd.DemandWant;
import dev.berth.crd.Face;
import dev.berth.crd.FaceStatus;
import dev.berth.crd.Instance;
import dev.berth.crd.InstancePhase;
import dev.berth.crd.Keys;
import dev.berth.crd.WakeReason;
import dev.berth.e2e.ApiServer;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A namespace and a class of its own on a real API server, machines in memory, and the words in which people and the proxy speak to a controller. */
abstract class ControllerCase {

    @RegisterExtension
    static final ApiServer api = new ApiServer();

    static final Duration LONG = Duration.ofSeconds(60);

    final MemoryDriver driver = new MemoryDriver();
    private String type = "";

    @BeforeEach
    void aClassOfItsOwn() {
        type = "c-" + api.namespace();
        apply("""
            apiVersion: berth.dev/v1alpha1
            kind: ComputerClass
            metadata: {name: %s}
            spec: {provider: Container, regions: [local], image: "box:1", size: {cpus: 1, memory: 1Gi}, faces: {max: 2}}
            """.formatted(type));
    }

    @AfterEach
    void goes() {
        api.kubectl().run("delete", "computers", "--all", "-n", api.namespace(), "--wait=false");
    }

    /** A replica that leads. */
    final Replica leader(String name) {
        var replica = Replica.start(api, driver, name);
        leads(replica);
        return replica;
    }

    static void leads(Replica replica) {
        await().atMost(LONG).until(replica.leader::leads);
    }

    final void computer(String name, String more) {
        apply("""
            apiVersion: berth.dev/v1alpha1
            kind: Computer
            metadata: {name: %s, namespace: %s}
            spec: {%sowner: "dev:me", className: %s}
            """.formatted(name, api.namespace(), more, type));
    }

    static Computer computer(String name) {
        return client().resources(Computer.class)
                .inNamespace(api.namespace())
                .withName(name)
                .get();
    }

    static Instance instance(String name) {
        return client().resources(Instance.class)
                .inNamespace(api.namespace())
                .withName(name)
                .get();
    }

    static void patch(String kind, String name, String json) {
        api.kubectl().run("patch", kind, name, "-n", api.namespace(), "--type=merge", "-p", json);
    }

    static void ready(String name) {
        api.kubectl().run("wait", "--for=condition=Ready", "computer/" + name, "-n", api.namespace(), "--timeout=60s");
    }

    static void phase(String instance, InstancePhase phase) {
        await(instance + " " + phase).atMost(LONG).until(() -> {
            var found = instance(instance);
            return found != null
                    && found.getStatus() != null
                    && found.getStatus().phase() == phase;
        });
    }

    /** Until nothing has been written for two seconds. */
    static Writes quiet() {
        var last = new Writes[] {Writes.now(api)};
        await("quiet").during(Duration.ofSeconds(2)).atMost(LONG).until(() -> {
            var now = Writes.now(api);
            boolean same = now.total() == last[0].total();
            last[0] = now;
            return same;
        });
        return last[0];
    }

    static void face(String computer, int number) {
        face(computer, "main", number);
    }

    /** By kubectl, as a person makes one. */
    static void face(String computer, String agent, int number) {
        apply("""
            apiVersion: berth.dev/v1alpha1
            kind: Face
            metadata:
              name: %1$s.%2$s.%3$d
              namespace: %4$s
              finalizers: [berth.dev/session]
              ownerReferences: [{apiVersion: berth.dev/v1alpha1, kind: Computer, name: %1$s, uid: %5$s, controller: true}]
            spec: {computer: %1$s, agent: %2$s, number: %3$d, createdBy: "dev:me"}
            """.formatted(
                        computer,
                        agent,
                        number,
                        api.namespace(),
                        computer(computer).getMetadata().getUid()));
    }

    static Face face(String name) {
        return client().resources(Face.class)
                .inNamespace(api.namespace())
                .withName(name)
                .get();
    }

    static void inItsBoot(String face) {
        await(face + " in its boot")
                .atMost(LONG)
                .until(() ->
                        face(face).getStatus() != null && face(face).getStatus().bootId() != null);
    }

    static void close(String face) {
        api.kubectl().run("delete", "face", face, "-n", api.namespace(), "--timeout=60s");
    }

    /** As exec-proxy writes it: one request. */
    static void demand(String name, DemandWant want, WakeReason reason, int later) {
        var face = new Face();
        face.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(api.namespace())
                .build());
        var at = Instant.now().plusSeconds(later + 1).truncatedTo(ChronoUnit.SECONDS);
        face.setStatus(new FaceStatus(null, null, null, null, null, null, new Demand(want, at, reason)));
        client().resource(face)
                .subresource("status")
                .patch(new PatchContext.Builder()
                        .withFieldManager(Keys.MANAGER_EXEC_PROXY)
                        .withForce(true)
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .build());
    }

    static void apply(String yaml) {
        api.kubectl().withInput(yaml, "apply", "-f", "-");
    }

    static KubernetesClient client() {
        return api.client();
    }
}
