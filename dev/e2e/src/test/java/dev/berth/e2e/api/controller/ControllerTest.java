package dev.berth.e2e.api.controller;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("api")
class ControllerTest {

    @RegisterExtension
    static final ApiServer api = new ApiServer();

    private static final Duration LONG = Duration.ofSeconds(60);

    private final MemoryDriver driver = new MemoryDriver();
    private String type = "";

    @BeforeEach
    void aClassOfItsOwn() {
        type = "c-" + api.namespace();
        apply("""
            apiVersion: berth.dev/v1alpha1
            kind: ComputerClass
            metadata: {name: %s}
            spec: {provider: Container, regions: [local], image: "box:1", size: {cpus: 1, memory: 1Gi}}
            """.formatted(type));
    }

    @AfterEach
    void goes() {
        api.kubectl().run("delete", "computers", "--all", "-n", api.namespace(), "--wait=false");
    }

    @Test
    void fromApplyToReadyTakesSixWritesToSleepFiveAndToWakeSix() {
        try (var replica = Replica.start(api, driver, "one")) {
            leads(replica);
            var before = Writes.now(api);
            computer("calm-meadow-4821", "");
            ready("calm-meadow-4821");
            quiet();
            var made = Writes.now(api).since(before);
            // The POST of the person who applied it is not the controller's.
            assertEquals(
                    6, made.total() - made.byKind().getOrDefault("POST computers/", 0L), () -> "to Ready: " + made);

            face("calm-meadow-4821", 1);
            await().atMost(LONG)
                    .until(() -> face("calm-meadow-4821.main.1").getStatus() != null
                            && face("calm-meadow-4821.main.1").getStatus().bootId() != null);
            quiet();
            before = Writes.now(api);
            demand("calm-meadow-4821.main.1", DemandWant.ASLEEP, WakeReason.BUTTON, 0);
            phase("calm-meadow-4821-1", InstancePhase.SUSPENDED);
            quiet();
            var slept = Writes.now(api).since(before);
            assertEquals(5 + 1, slept.total(), () -> "to sleep, with the demand: " + slept);

            before = Writes.now(api);
            demand("calm-meadow-4821.main.1", DemandWant.AWAKE, WakeReason.KEY_PRESS, 2);
            phase("calm-meadow-4821-1", InstancePhase.READY);
            quiet();
            var woke = Writes.now(api).since(before);
            assertEquals(6, woke.total(), () -> "to wake, with the demand: " + woke);
            assertEquals(1, driver.count("unpause"));
        }
    }

    @Test
    void createDeleteAndCreateAtOnceGivesANewMachine() {
        try (var replica = Replica.start(api, driver, "one")) {
            leads(replica);
            computer("calm-meadow-4821", "");
            ready("calm-meadow-4821");
            face("calm-meadow-4821", 1);
            var first = client().resources(Instance.class)
                    .inNamespace(api.namespace())
                    .withName("calm-meadow-4821-1")
                    .get();
            api.kubectl().run("delete", "computer", "calm-meadow-4821", "-n", api.namespace(), "--timeout=60s");
            computer("calm-meadow-4821", "");
            ready("calm-meadow-4821");
            var second = client().resources(Instance.class)
                    .inNamespace(api.namespace())
                    .withName("calm-meadow-4821-1")
                    .get();
            assertTrue(!first.getMetadata().getUid().equals(second.getMetadata().getUid()));
            assertEquals(1, driver.machines().size());
            assertEquals(
                    List.of(),
                    client().resources(Face.class)
                            .inNamespace(api.namespace())
                            .list()
                            .getItems());
        }
    }

    @Test
    void aNumberIsStoredAsClosedBeforeItsFaceGoes() {
        try (var replica = Replica.start(api, driver, "one")) {
            leads(replica);
            computer("calm-meadow-4821", "");
            ready("calm-meadow-4821");
            face("calm-meadow-4821", 7);
            api.kubectl().run("delete", "face", "calm-meadow-4821.main.7", "-n", api.namespace(), "--timeout=60s");
            var agents = Objects.requireNonNull(
                    computer("calm-meadow-4821").getStatus().agents());
            assertEquals(7L, agents.getFirst().highestClosedFace());
        }
    }

    @Test
    void anotherReplicaTakesOverAndMakesNoSecondMachine() {
        try (var second = standbyAfter("one")) {
            leads(second);
            computer("bold-fern-5140", "");
            ready("bold-fern-5140");
            assertEquals(2, driver.machines().size());
            assertEquals(2, driver.count("create"));
        }
    }

    private Replica standbyAfter(String first) {
        Replica second;
        try (var replica = Replica.start(api, driver, first)) {
            leads(replica);
            second = Replica.start(api, driver, "two");
            computer("calm-meadow-4821", "");
            ready("calm-meadow-4821");
        }
        return second;
    }

    @Test
    void aLeaderThatWasStoppedDoesNothingToAMachineThatWasWokenMeanwhile() {
        try (var replica = Replica.start(api, driver, "one")) {
            leads(replica);
            computer("calm-meadow-4821", "");
            ready("calm-meadow-4821");
            driver.onTheWay.set(
                    () -> replica.stoppedNanos.addAndGet(Duration.ofSeconds(40).toNanos()));
            api.kubectl()
                    .run(
                            "patch",
                            "computer",
                            "calm-meadow-4821",
                            "-n",
                            api.namespace(),
                            "--type=merge",
                            "-p",
                            "{\"spec\":{\"power\":\"Suspended\"}}");
            phase("calm-meadow-4821-1", InstancePhase.SUSPENDING);
            await().during(Duration.ofSeconds(3)).atMost(LONG).until(() -> driver.count("pause") == 0);
            driver.onTheWay.set(() -> {});
            replica.stoppedNanos.set(0);
            phase("calm-meadow-4821-1", InstancePhase.SUSPENDED);
        }
    }

    @Test
    void oneObjectThatCannotBeReadStopsNobodyElse() {
        api.kubectl().run("patch", "crd", "computers.berth.dev", "--type=json", "-p", """
            [{"op": "replace", "path": "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/displayName",
              "value": {"x-kubernetes-preserve-unknown-fields": true}},
             {"op": "replace", "path": "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/power",
              "value": {"type": "string", "default": "Auto"}}]
            """);
        await().atMost(LONG).ignoreExceptions().until(() -> {
            computer("unreadable", "displayName: {un: [readable]}, ");
            computer("from-the-future", "power: Hibernate, ");
            return true;
        });
        api.kubectl()
                .run(
                        "apply",
                        "--server-side",
                        "--force-conflicts",
                        "-f",
                        ApiServer.REPOSITORY.resolve("crds/manifests").toString());
        try (var replica = Replica.start(api, driver, "one")) {
            leads(replica);
            computer("calm-meadow-4821", "");
            ready("calm-meadow-4821");
            assertEquals(
                    "on hold",
                    await().atMost(LONG)
                            .until(
                                    () -> computer("from-the-future").getStatus() == null
                                                    || computer("from-the-future")
                                                                    .getStatus()
                                                                    .power()
                                                            == null
                                            ? ""
                                            : String.valueOf(computer("from-the-future")
                                                    .getStatus()
                                                    .power()
                                                    .sleeps()),
                                    text -> !text.isEmpty()));
        }
    }

    private void leads(Replica replica) {
        await().atMost(LONG).until(replica.leader::leads);
    }

    private void computer(String name, String more) {
        apply("""
            apiVersion: berth.dev/v1alpha1
            kind: Computer
            metadata: {name: %s, namespace: %s}
            spec: {%sowner: "dev:me", className: %s}
            """.formatted(name, api.namespace(), more, type));
    }

    private Computer computer(String name) {
        return client().resources(Computer.class)
                .inNamespace(api.namespace())
                .withName(name)
                .get();
    }

    private void ready(String name) {
        api.kubectl().run("wait", "--for=condition=Ready", "computer/" + name, "-n", api.namespace(), "--timeout=60s");
    }

    private void phase(String instance, InstancePhase phase) {
        await().atMost(LONG).until(() -> {
            var found = client().resources(Instance.class)
                    .inNamespace(api.namespace())
                    .withName(instance)
                    .get();
            return found != null
                    && found.getStatus() != null
                    && found.getStatus().phase() == phase;
        });
    }

    /** Until nothing has been written for two seconds. */
    private void quiet() {
        var last = new Writes[] {Writes.now(api)};
        await().during(Duration.ofSeconds(2)).atMost(LONG).until(() -> {
            var now = Writes.now(api);
            boolean same = now.since(last[0]).total() == 0;
            last[0] = now;
            return same;
        });
    }

    private void face(String computer, int number) {
        apply("""
            apiVersion: berth.dev/v1alpha1
            kind: Face
            metadata:
              name: %1$s.main.%2$d
              namespace: %3$s
              finalizers: [berth.dev/session]
              ownerReferences: [{apiVersion: berth.dev/v1alpha1, kind: Computer, name: %1$s, uid: %4$s, controller: true}]
            spec: {computer: %1$s, agent: main, number: %2$d, createdBy: "dev:me"}
            """.formatted(
                        computer,
                        number,
                        api.namespace(),
                        computer(computer).getMetadata().getUid()));
    }

    private Face face(String name) {
        return client().resources(Face.class)
                .inNamespace(api.namespace())
                .withName(name)
                .get();
    }

    /** As exec-proxy writes it: one request. */
    private void demand(String name, DemandWant want, WakeReason reason, int later) {
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

    private static void apply(String yaml) {
        api.kubectl().withInput(yaml, "apply", "-f", "-");
    }

    private static KubernetesClient client() {
        return api.client();
    }
}
