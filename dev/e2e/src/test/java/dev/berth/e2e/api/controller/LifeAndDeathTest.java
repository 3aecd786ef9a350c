package dev.berth.e2e.api.controller;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.berth.crd.Computer;
import dev.berth.crd.Face;
import dev.berth.e2e.ApiServer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Computers that come and go, and one that cannot be read beside them. */
@Tag("api")
class LifeAndDeathTest extends ControllerCase {

    @Test
    void createDeleteAndCreateAtOnceGivesANewMachine() {
        try (var _ = leader("one")) {
            computer("calm-meadow-4821", "");
            ready("calm-meadow-4821");
            face("calm-meadow-4821", 1);
            var first = instance("calm-meadow-4821-1");
            api.kubectl().run("delete", "computer", "calm-meadow-4821", "-n", api.namespace(), "--timeout=60s");
            computer("calm-meadow-4821", "");
            ready("calm-meadow-4821");
            assertNotEquals(
                    first.getMetadata().getUid(),
                    instance("calm-meadow-4821-1").getMetadata().getUid());
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
        try (var _ = leader("one")) {
            computer("calm-meadow-4821", "");
            ready("calm-meadow-4821");
            assertEquals(
                    "on hold",
                    await().atMost(LONG).until(() -> sleeps(computer("from-the-future")), text -> !text.isEmpty()));
        }
    }

    private static String sleeps(Computer computer) {
        return Optional.ofNullable(computer.getStatus())
                .map(status -> status.power())
                .map(power -> power.sleeps())
                .orElse("");
    }
}
