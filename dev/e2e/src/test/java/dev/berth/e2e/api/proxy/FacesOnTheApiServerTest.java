package dev.berth.e2e.api.proxy;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.berth.crd.Computer;
import dev.berth.crd.Face;
import dev.berth.crd.WakeReason;
import dev.berth.e2e.ApiServer;
import dev.berth.proxy.directory.ComputerKey;
import dev.berth.proxy.directory.DemandWriter;
import dev.berth.proxy.directory.LandAnswer;
import dev.berth.proxy.directory.WakeAnswer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Landing, waking and closing by two replicas that share nothing but the API server (resources.md 4.2, 4.3). */
@Tag("api")
class FacesOnTheApiServerTest {

    private static final YAMLMapper YAML = new YAMLMapper();

    @RegisterExtension
    static final ApiServer api = new ApiServer();

    private ComputerKey computer(String name, int maxFaces) {
        apply("""
                {apiVersion: berth.dev/v1alpha1, kind: Computer, metadata: {name: %s, namespace: %s},
                 spec: {owner: "dev:me", className: local, agents: [{name: main, maxFaces: %d}]}}""".formatted(name, api.namespace(), maxFaces));
        return new ComputerKey(api.namespace(), name);
    }

    private static void apply(String yaml) {
        try {
            api.client()
                    .resource(YAML.readValue(yaml, GenericKubernetesResource.class))
                    .create();
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }

    private ProxyReplica replica() {
        return new ProxyReplica(api.clientOf("berth-exec-proxy"), api.namespace());
    }

    private List<Face> faces() {
        return api.client()
                .resources(Face.class)
                .inNamespace(api.namespace())
                .list()
                .getItems();
    }

    @Test
    void tenLandingsAtOnceOnTwoReplicasGetExactlyTwoFaces() throws Exception {
        var hello = computer("hello", 2);
        try (var a = replica().knows(hello);
                var b = replica().knows(hello)) {
            var landings = new ArrayList<Future<LandAnswer>>();
            for (int i = 0; i < 10; i++) {
                landings.add((i % 2 == 0 ? a : b)
                        .allocator
                        .land(hello, "main", "dev:me")
                        .toCompletableFuture());
            }
            var answers = answers(landings);
            assertEquals(
                    2,
                    answers.stream().filter(LandAnswer.Landed.class::isInstance).count(),
                    answers.toString());
            assertEquals(
                    8,
                    answers.stream().filter(LandAnswer.Full.class::isInstance).count(),
                    answers.toString());
        }
        assertEquals(
                List.of("hello.main.1", "hello.main.2"),
                faces().stream().map(f -> f.getMetadata().getName()).sorted().toList());
        var managers = faces().getFirst().getMetadata().getManagedFields().stream()
                .map(m -> m.getManager())
                .collect(Collectors.toSet());
        assertEquals(
                Set.of("berth-exec-proxy"), managers, "the controller rejects Faces over the limit by their manager");
    }

    @Test
    void aNumberIsNotUsedAgainThoughItsFaceIsGone() throws Exception {
        var hello = computer("hello", 5);
        // The controller wrote the number before it let the Face go; no replica has seen either.
        var stored = api.client()
                .resources(Computer.class)
                .inNamespace(api.namespace())
                .withName("hello")
                .get();
        api.kubectl()
                .run(
                        "patch",
                        "computer",
                        stored.getMetadata().getName(),
                        "-n",
                        api.namespace(),
                        "--subresource=status",
                        "--type=merge",
                        "-p",
                        "{\"status\":{\"agents\":[{\"name\":\"main\",\"maxFaces\":5,\"highestClosedFace\":3}]}}");
        try (var a = replica().knows(hello)) {
            var landed = assertInstanceOf(
                    LandAnswer.Landed.class,
                    a.allocator
                            .land(hello, "main", "dev:me")
                            .toCompletableFuture()
                            .get());
            assertEquals(4, landed.face().number());
        }
    }

    @Test
    void manyVisitorsOverTwoReplicasMakeOneDemand() throws Exception {
        var hello = computer("hello", 5);
        // An old face of a sleeping computer: its creation is no live demand any more under an idle time of a minute.
        apply("""
                {apiVersion: berth.dev/v1alpha1, kind: ComputerClass, metadata: {name: %s}, spec: {provider: Container, regions: [local],
                 image: i, size: {cpus: 1, memory: 1Gi}, wakeOn: [KeyPress]}}""".formatted(api.namespace()));
        apply("""
                {apiVersion: berth.dev/v1alpha1, kind: Computer, metadata: {name: sleeper, namespace: %1$s},
                 spec: {owner: "dev:me", className: %1$s}}""".formatted(api.namespace()));
        var sleeper = new ComputerKey(api.namespace(), "sleeper");
        try (var a = replica().knows(sleeper).knows(hello);
                var b = replica().knows(sleeper)) {
            await().until(() -> a.shelves
                    .computer(sleeper)
                    .orElseThrow()
                    .computerClass()
                    .wakeOn()
                    .equals(Set.of(WakeReason.KEY_PRESS)));
            await().until(() -> b.shelves
                    .computer(sleeper)
                    .orElseThrow()
                    .computerClass()
                    .wakeOn()
                    .equals(Set.of(WakeReason.KEY_PRESS)));
            a.allocator.land(sleeper, "main", "dev:me").toCompletableFuture().get();
            await().until(() -> a.shelves.face(sleeper, "main", 1).isPresent()
                    && b.shelves.face(sleeper, "main", 1).isPresent());
            var key = new DemandWriter.Visit(sleeper, "main", 1, true, WakeReason.KEY_PRESS);
            var presses = new ArrayList<Future<WakeAnswer>>();
            for (int i = 0; i < 100; i++)
                presses.add((i % 2 == 0 ? a : b).demand.wake(key).toCompletableFuture());
            var answers = answers(presses);
            assertEquals(
                    100,
                    answers.stream()
                            .filter(x -> x instanceof WakeAnswer.Asked || x instanceof WakeAnswer.AlreadyWanted)
                            .count(),
                    answers.toString());
            var demand = Objects.requireNonNull(faces().getFirst().getStatus().demand());
            assertEquals(WakeReason.KEY_PRESS, demand.reason());
            assertEquals(
                    1,
                    answers.stream().filter(WakeAnswer.Asked.class::isInstance).count(),
                    "writes of a demand");
            var asleep = b.demand
                    .sleep(new DemandWriter.Visit(sleeper, "main", 1, true, WakeReason.BUTTON))
                    .toCompletableFuture()
                    .get();
            assertTrue(
                    assertInstanceOf(WakeAnswer.Asked.class, asleep).at().isAfter(Objects.requireNonNull(demand.at())));
        } finally {
            api.kubectl().run("delete", "computerclass", api.namespace(), "--wait=false");
        }
    }

    @Test
    void closingTakesThisFaceAndNoLaterOne() throws Exception {
        var hello = computer("hello", 5);
        try (var a = replica().knows(hello)) {
            var first = assertInstanceOf(
                            LandAnswer.Landed.class,
                            a.allocator
                                    .land(hello, "main", "dev:me")
                                    .toCompletableFuture()
                                    .get())
                    .face();
            a.closer.close(first).toCompletableFuture().get();
            await().until(() ->
                    a.shelves.face(hello, "main", 1).filter(f -> f.closing()).isPresent());
            api.kubectl()
                    .run(
                            "patch",
                            "face",
                            "hello.main.1",
                            "-n",
                            api.namespace(),
                            "--type=merge",
                            "-p",
                            "{\"metadata\":{\"finalizers\":[]}}");
            await().until(() -> a.shelves.face(hello, "main", 1).isEmpty());
            apply("""
                    {apiVersion: berth.dev/v1alpha1, kind: Face, metadata: {name: hello.main.1, namespace: %s},
                     spec: {computer: hello, agent: main, number: 1, createdBy: "dev:me"}}""".formatted(api.namespace()));
            a.closer.close(first).toCompletableFuture().get();
            assertEquals(
                    1,
                    faces().stream()
                            .filter(f -> f.getMetadata().getDeletionTimestamp() == null)
                            .count());
        }
    }

    @Test
    void anObjectThatCannotBeReadStopsNobodyElse() {
        var healthy = computer("healthy", 2);
        widened("computers.berth.dev", () -> apply("""
                {apiVersion: berth.dev/v1alpha1, kind: Computer, metadata: {name: poisoned, namespace: %s},
                 spec: {owner: [1, 2], className: {x: y}, agents: nonsense, power: Hibernating, access: 7}, status: 3}""".formatted(api.namespace())));
        try (var a = replica().knows(healthy)) {
            assertTrue(
                    a.shelves
                            .computer(new ComputerKey(api.namespace(), "poisoned"))
                            .isEmpty(),
                    "what cannot be read is not there");
            assertTrue(a.fresh());
            var later = computer("later", 2);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> a.shelves.computer(later).isPresent());
        }
    }

    /** Runs while a kind takes any object, as a cluster might after a careless edit of the CRD. */
    private static void widened(String crd, Runnable during) {
        var kinds = api.client().apiextensions().v1().customResourceDefinitions();
        var before = kinds.withName(crd).get();
        kinds.withName(crd).edit(c -> {
            for (var version : c.getSpec().getVersions()) {
                version.getSchema()
                        .setOpenAPIV3Schema(new JSONSchemaPropsBuilder()
                                .withType("object")
                                .withXKubernetesPreserveUnknownFields(true)
                                .build());
                version.setSelectableFields(null);
            }
            return c;
        });
        try {
            await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(during::run);
        } finally {
            kinds.withName(crd).edit(c -> {
                c.setSpec(before.getSpec());
                return c;
            });
        }
    }

    private static <T> List<T> answers(List<Future<T>> futures) throws InterruptedException, ExecutionException {
        var answers = new ArrayList<T>();
        for (var future : futures) answers.add(future.get());
        return answers;
    }
}
