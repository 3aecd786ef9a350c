package dev.berth.e2e.api.controller;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.crd.Computer;
import dev.berth.crd.DemandWant;
import dev.berth.crd.Face;
import dev.berth.crd.Instance;
import dev.berth.crd.InstancePhase;
import dev.berth.crd.Keys;
import dev.berth.crd.WakeReason;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Everybody writes at once: the controller's writes are refused, it looks again and gets where it wants, and what belongs to others stays theirs. */
@Tag("api")
class ConflictsTest extends ControllerCase {

    private static final String NAME = "calm-meadow-4821";

    @Test
    void aToolThatAppliesAllTheTimeKeepsItsFieldsAndCostsOneStatusAGeneration() {
        try (var _ = leader("one");
                var tool = new Busybody(api, "gitops")) {
            computer(NAME, "");
            tool.applies(Computer.class, NAME, beat -> """
                    {"metadata": {"labels": {"team": "a"}, "annotations": {"beat": "%1$d"}}, "spec": {"displayName": "beat %1$d"}}""".formatted(beat));
            await("a status of the controller's was refused")
                    .atMost(LONG)
                    .until(() -> refused("computers/status").total() > 0);
            ready(NAME);
            tool.rests();
            var computer = settled();

            assertEquals("beat " + tool.beats(), computer.getSpec().displayName());
            assertEquals("a", computer.getMetadata().getLabels().get("team"));
            assertEquals(
                    Map.of("", Set.of("f:metadata/f:finalizers"), "status", Set.of("f:status")),
                    Managed.fields(computer, Keys.MANAGER_CONTROLLER));
            assertEquals(1, driver.count("create"));

            var writes = quiet().ofController();
            assertEquals(1, done(writes, "patch computers").total(), () -> "its finalizer alone: " + writes);
            long generations = computer.getMetadata().getGeneration();
            assertTrue(
                    done(writes, "patch computers/status").total() <= 2 + generations,
                    () -> generations + " generations: " + writes.byKind());
            assertEquals(2, done(writes, "patch instances/status").total(), writes::toString);
            assertTrue(
                    refused("computers/status").total() <= tool.beats(),
                    () -> "one try for each foreign write at most: " + writes.byKind());
        }
    }

    @Test
    void whoWritesAStatusIsOverruledOnceAndKeepsWhatIsTheirs() {
        try (var _ = leader("one");
                var intruder = new Busybody(api, "intruder")) {
            computer(NAME, "");
            ready(NAME);
            face(NAME, 1);
            inItsBoot(NAME + ".main.1");
            demand(NAME + ".main.1", DemandWant.AWAKE, WakeReason.KEY_PRESS, 1);
            var before = quiet();
            intruder.says(Computer.class, NAME, "{\"status\": {\"phase\": \"Failed\", \"openFaces\": 9}}");
            intruder.says(Instance.class, NAME + "-1", "{\"status\": {\"machineName\": \"another\"}}");
            intruder.says(Face.class, NAME + ".main.1", "{\"status\": {\"session\": \"x-1\"}}");
            // A status wakes nobody; the next event does.
            var event = "{\"metadata\":{\"annotations\":{\"berth.dev/event\":\"now\"}}}";
            patch("computer", NAME, event);
            patch("instance", NAME + "-1", event);
            patch("face", NAME + ".main.1", event);
            await().atMost(LONG).until(() -> "Ready"
                    .equalsIgnoreCase(String.valueOf(computer(NAME).getStatus().phase())));
            await().atMost(LONG).until(() -> !"another"
                    .equals(instance(NAME + "-1").getStatus().machineName()));
            await().atMost(LONG).until(() -> "main-1"
                    .equals(face(NAME + ".main.1").getStatus().session()));
            var writes = quiet().since(before).ofController();

            assertEquals(1, computer(NAME).getStatus().openFaces());
            assertEquals(
                    DemandWant.AWAKE,
                    Objects.requireNonNull(face(NAME + ".main.1").getStatus().demand())
                            .want());
            assertEquals(
                    Set.of("f:status/f:demand"),
                    Managed.fields(face(NAME + ".main.1"), Keys.MANAGER_EXEC_PROXY)
                            .get("status"));
            assertEquals(
                    Map.of("patch computers/status", 1L, "patch instances/status", 1L, "patch faces/status", 1L),
                    writes.byKind(),
                    () -> "overruled by: " + writes);
        }
    }

    @Test
    void aStatusComputedFromAStaleReadIsRefusedAndComputedAgain() {
        try (var _ = leader("one");
                var other = new Busybody(api, "somebody")) {
            // Between the read and the write of each step somebody else writes the same object.
            driver.onTheWay.set(() -> other.says(
                    Instance.class, NAME + "-1", "{\"metadata\": {\"annotations\": {\"seen-by\": \"somebody\"}}}"));
            computer(NAME, "");
            ready(NAME);
            assertTrue(refused("instances/status").total() > 0, "no write met a newer object");
            assertEquals(1, driver.count("create"));
            assertEquals(1, driver.count("start"));
            assertEquals(
                    "somebody",
                    instance(NAME + "-1").getMetadata().getAnnotations().get("seen-by"));
            patch("computer", NAME, "{\"spec\":{\"power\":\"Suspended\"}}");
            phase(NAME + "-1", InstancePhase.SUSPENDED);
            patch("computer", NAME, "{\"spec\":{\"power\":\"Running\"}}");
            phase(NAME + "-1", InstancePhase.READY);
            assertEquals(1, driver.count("pause"), driver.calls::toString);
            assertEquals(1, driver.count("unpause"), driver.calls::toString);
        }
    }

    @Test
    void aFinalizerGoesThoughEverybodyWritesItsObject() {
        try (var _ = leader("one");
                var crowd = new Busybody(api, "crowd")) {
            computer(NAME, "");
            ready(NAME);
            for (int number = 1; refused("faces").total() == 0; number++) {
                assertTrue(number <= 40, "no removal of a finalizer was ever refused");
                face(NAME, number);
                var face = NAME + ".main." + number;
                inItsBoot(face);
                crowd.annotates(Face.class, face);
                close(face);
                crowd.rests();
            }
            long closed = Objects.requireNonNull(
                            Objects.requireNonNull(computer(NAME).getStatus().agents())
                                    .getFirst()
                                    .highestClosedFace())
                    .longValue();
            assertTrue(closed > 0, "its number is stored all the same");

            crowd.annotates(Instance.class, NAME + "-1");
            crowd.annotates(Computer.class, NAME);
            api.kubectl().run("delete", "computer", NAME, "-n", api.namespace(), "--timeout=60s");
            crowd.rests();
            assertEquals(0, driver.machines().size());
            assertEquals(1, driver.count("remove"), driver.calls::toString);
        }
    }

    private static Computer settled() {
        await("a status of the last generation")
                .atMost(LONG)
                .until(() -> Objects.equals(
                        computer(NAME).getMetadata().getGeneration(),
                        computer(NAME).getStatus().observedGeneration()));
        return computer(NAME);
    }

    private static Writes refused(String what) {
        return Writes.now(api).ofController().which(write -> write.what().equals(what) && write.conflicts());
    }

    private static Writes done(Writes writes, String kind) {
        return writes.which(write -> (write.verb() + " " + write.what()).equals(kind) && write.code() < 300);
    }

    /** Whose fields are whose, as the API server keeps it. */
    private static final class Managed {

        /** By subresource, two levels deep below metadata and status, one below all else. */
        static Map<String, Set<String>> fields(HasMetadata object, String manager) {
            var found = new java.util.TreeMap<String, Set<String>>();
            for (var entry : object.getMetadata().getManagedFields()) {
                if (!manager.equals(entry.getManager())) continue;
                var paths = new java.util.TreeSet<String>();
                entry.getFieldsV1().getAdditionalProperties().forEach((top, below) -> {
                    boolean whole = top.equals("f:status") && !manager.equals(Keys.MANAGER_EXEC_PROXY);
                    if (whole || !(below instanceof Map<?, ?> members)) paths.add(top);
                    else members.keySet().forEach(member -> paths.add(top + "/" + member));
                });
                found.put(Objects.requireNonNullElse(entry.getSubresource(), ""), paths);
            }
            return found;
        }
    }
}
