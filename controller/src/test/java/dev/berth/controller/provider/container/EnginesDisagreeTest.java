package dev.berth.controller.provider.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.controller.fault.Faults;
import dev.berth.controller.provider.CallOutcome;
import dev.berth.controller.provider.DriverPlan;
import dev.berth.controller.provider.Fence;
import dev.berth.controller.provider.Intent;
import dev.berth.controller.provider.Listing;
import dev.berth.controller.provider.MachineState;
import dev.berth.controller.provider.Observation;
import dev.berth.controller.provider.ProviderException;
import dev.berth.crd.Names;
import dev.berth.ttyd.BoxKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Docker and Podman answer differently; what the container is afterwards decides, in both. */
class EnginesDisagreeTest {

    private static final String NAME = Names.machine(Scene.INSTANCE_UID, 1);
    private static final String NETWORK = Names.containerNetwork(Scene.COMPUTER_UID);
    private static final String INSPECT = "GET /containers/" + NAME + "/json";
    private static final String TAKEN =
            "{\"message\":\"Conflict. The container name is already in use by container 1234.\"}";

    @ParameterizedTest(name = "{0} answers {1} to a pause of what is paused")
    @CsvSource({"docker,409", "podman,500"})
    void pausingWhatIsPausedIsDone(String engine, int status) {
        try (var recorded = engine(engine)) {
            recorded.on(INSPECT, 200, container("paused", Scene.INSTANCE_UID))
                    .on(
                            "POST /containers/c0ffee/pause",
                            status,
                            "{\"message\":\"Container c0ffee is already paused\"}");

            var outcome = perform(recorded, new ContainerCall.Pause(Scene.REF, "c0ffee"));

            assertEquals(MachineState.SUSPENDED, present(outcome).machine().state());
        }
    }

    @ParameterizedTest(name = "{0} answers {1} to a resume of what runs")
    @CsvSource({"docker,409", "docker,500", "podman,500"})
    void resumingWhatRunsIsDone(String engine, int status) {
        try (var recorded = engine(engine)) {
            recorded.on(INSPECT, 200, container("running", Scene.INSTANCE_UID))
                    .on("POST /containers/c0ffee/unpause", status, "{\"message\":\"Container c0ffee is not paused\"}");

            assertEquals(
                    List.of("resume"),
                    perform(recorded, new ContainerCall.Unpause(Scene.REF, "c0ffee")).progress().stream()
                            .map(line -> line.step())
                            .toList());
        }
    }

    @Test
    void startingWhatRunsAndStoppingWhatIsOffIsDone() {
        try (var recorded = RecordedEngine.docker()) {
            recorded.on(INSPECT, 200, container("running", Scene.INSTANCE_UID))
                    .on(INSPECT, 200, container("exited", Scene.INSTANCE_UID))
                    .on("POST /containers/c0ffee/start", 304, "")
                    .on("POST /containers/c0ffee/stop", 304, "");

            var started = perform(recorded, new ContainerCall.Start(Scene.REF, "c0ffee"));
            assertEquals(MachineState.RUNNING, present(started).machine().state());
            var stopped = perform(recorded, new ContainerCall.Stop(Scene.REF, "c0ffee", Duration.ZERO));
            assertEquals(MachineState.STOPPED, present(stopped).machine().state());
        }
    }

    @ParameterizedTest(name = "{0} answers {1} to a name that a run before us has taken")
    @CsvSource({"docker,409", "podman,500"})
    void aNameTakenByARunBeforeUsIsAdopted(String engine, int status) {
        try (var recorded = engine(engine)) {
            recorded.on(INSPECT, 200, container("created", Scene.INSTANCE_UID))
                    .on("POST /containers/create", status, TAKEN);

            var outcome = perform(recorded, create());

            assertEquals(MachineState.CREATED, present(outcome).machine().state());
            assertEquals("c0ffee", present(outcome).machine().id());
        }
    }

    @ParameterizedTest(name = "{0} answers {1} to a name that a stranger has taken")
    @CsvSource({"docker,409", "podman,500"})
    void aNameTakenByAStrangerIsNotAdopted(String engine, int status) {
        try (var recorded = engine(engine)) {
            recorded.on(INSPECT, 200, container("running", "11111111-2222-4333-8444-555555555555"))
                    .on("GET /images/" + Scene.IMAGE + "/json", 200, "{\"Id\":\"sha256:1\"}")
                    .on("GET /networks", 200, "[]")
                    .on("POST /containers/create", status, TAKEN);

            assertThrows(ProviderException.class, () -> perform(recorded, create()));
            try (var driver = driver(recorded)) {
                var plan = driver.plan(new Intent.Run(), Scene.request(), driver.observe(Scene.REF));
                var refused = assertInstanceOf(DriverPlan.Refuse.class, plan).cause();
                assertEquals(
                        "A container named " + NAME
                                + " exists in the container engine and is not Berth's; rename or remove it, then it goes on by itself.",
                        refused.sentence());
            }
        }
    }

    @Test
    void aMissingImageIsToldApartFromOtherThingsThatAreNotFound() {
        try (var recorded = RecordedEngine.docker()) {
            recorded.on("GET /networks", 200, "[]")
                    .on("POST /containers/create", 404, "{\"message\":\"No such image: " + Scene.IMAGE + "\"}");
            assertThrows(ProviderException.ImageMissing.class, () -> perform(recorded, create()));
            recorded.on("GET /images/" + Scene.IMAGE + "/json", 200, "{\"Id\":\"sha256:1\"}");
            assertThrows(ProviderException.NotFound.class, () -> perform(recorded, create()));
        }
    }

    @ParameterizedTest(name = "{0} answers {1} to a block that overlaps")
    @CsvSource({"docker,403", "docker,400", "podman,500"})
    void aRefusedBlockIsFollowedByTheNext(String engine, int status) {
        try (var recorded = engine(engine)) {
            recorded.on("GET /networks", 200, "[]")
                    .on("GET /networks/" + NETWORK, 404, "{\"message\":\"no such network\"}")
                    .on(
                            "POST /networks/create",
                            status,
                            "{\"message\":\"Pool overlaps with other one on this address space\"}")
                    .on("POST /networks/create", 201, "{\"Id\":\"2b0d\"}");
            var blocks = SubnetPool.DEFAULT.free("anybody", List.of(), 3);

            perform(recorded, new ContainerCall.EnsureNetwork(Scene.REF, NETWORK, Map.of(), Map.of(), blocks));

            assertEquals(List.of("POST /networks/create", "POST /networks/create"), recorded.mutations());
            assertTrue(recorded.body("POST /networks/create")
                    .contains(blocks.get(1).toString()));
        }
    }

    @Test
    void whatIsGoneAlreadyIsRemoved() {
        try (var recorded = RecordedEngine.docker()) {
            recorded.on("GET /networks", 200, "[]");
            assertInstanceOf(
                    Observation.Gone.class,
                    perform(recorded, new ContainerCall.RemoveContainer(Scene.REF, "c0ffee"))
                            .after());
        }
    }

    @Test
    void aFailureThatChangedNothingIsASentenceWithoutTheEnginesWords() {
        try (var recorded = RecordedEngine.docker()) {
            recorded.on(INSPECT, 200, container("running", Scene.INSTANCE_UID))
                    .on(
                            "POST /containers/c0ffee/pause",
                            500,
                            "{\"message\":\"cgroup /sys/fs/cgroup/secret: freezer\"}");
            var problem = assertThrows(
                    ProviderException.Transient.class,
                    () -> perform(recorded, new ContainerCall.Pause(Scene.REF, "c0ffee")));
            assertEquals(
                    "The container engine failed to pause the container; the controller's log has its words, and it is tried again.",
                    problem.sentence());
        }
    }

    @Test
    void aFullDiskSaysSo() {
        try (var recorded = RecordedEngine.podman()) {
            recorded.on("GET /networks", 200, "[]")
                    .on("GET /images/" + Scene.IMAGE + "/json", 200, "{\"Id\":\"sha256:1\"}")
                    .on("POST /containers/create", 500, "{\"message\":\"mkdir /x: no space left on device\"}");
            var problem = assertThrows(ProviderException.NoCapacity.class, () -> perform(recorded, create()));
            assertEquals(
                    "The disk of the container engine is full, so it could not create the container; free some space, then it goes on by itself.",
                    problem.sentence());
        }
    }

    @Test
    void aFailedListIsUnknownAndNotAnEmptyOne() {
        try (var recorded = RecordedEngine.docker();
                var driver = driver(recorded)) {
            recorded.on("GET /containers/json", 500, "{\"message\":\"database is locked\"}");
            assertInstanceOf(Listing.Unknown.class, driver.listAll(Scene.REF.account()));
        }
    }

    @Test
    void aBoxIsCreatedWithEverythingDroppedThatItDoesNotNeed() {
        try (var recorded = RecordedEngine.docker()) {
            recorded.on(INSPECT, 200, container("created", Scene.INSTANCE_UID))
                    .on("POST /containers/create", 201, "{\"Id\":\"c0ffee\"}");
            perform(recorded, create());

            var body = recorded.body("POST /containers/create");
            for (var expected : List.of(
                    "\"CapDrop\":[\"ALL\"]",
                    "\"CapAdd\":[\"CHOWN\",\"DAC_OVERRIDE\",\"FOWNER\",\"KILL\",\"SETGID\",\"SETUID\"]",
                    "\"SecurityOpt\":[\"no-new-privileges\"]",
                    "\"Privileged\":false",
                    "\"Memory\":1073741824",
                    "\"MemorySwap\":1073741824",
                    "\"NanoCpus\":1000000000",
                    "\"PidsLimit\":2048",
                    "\"max-size\":\"10m\"",
                    "\"Target\":\"/mnt/workspace\"",
                    "\"Hostname\":\"calm-meadow-4821\"",
                    "\"7681/tcp\":[{\"HostIp\":\"127.0.0.1\""))
                assertTrue(body.contains(expected), () -> expected + " is missing in " + body);
        }
    }

    private static ContainerCall create() {
        return new ContainerCall.CreateContainer(
                Scene.REF, "local", Blueprint.of(Scene.request(), NETWORK, Reach.LOOPBACK));
    }

    private static RecordedEngine engine(String name) {
        return name.equals("docker") ? RecordedEngine.docker() : RecordedEngine.podman();
    }

    private static ContainerDriver driver(RecordedEngine recorded) {
        return new ContainerDriver(
                recorded.address(),
                "berth",
                SubnetPool.DEFAULT,
                (keyId, uid) -> BoxKey.derive(keyId, new byte[32], uid),
                Faults.none(),
                Clock.systemUTC());
    }

    private static CallOutcome perform(RecordedEngine recorded, ContainerCall call) {
        try (var driver = driver(recorded)) {
            return driver.perform(call, Fence.OPEN);
        }
    }

    private static Observation.Present present(CallOutcome outcome) {
        return assertInstanceOf(Observation.Present.class, outcome.after());
    }

    private static String container(String status, String instanceUid) {
        return """
                {"Id": "c0ffee", "Name": "/%s",
                 "State": {"Status": "%s", "StartedAt": "%s"},
                 "Config": {"Image": "%s", "Labels": {"berth.dev/cluster": "berth", "berth.dev/computer": "calm-meadow-4821",
                   "berth.dev/computer-uid": "%s", "berth.dev/instance-uid": "%s", "berth.dev/launch": "1",
                   "berth.dev/key-id": "2026-11", "berth.dev/image": "%s"}},
                 "HostConfig": {"Memory": 1073741824, "NanoCpus": 1000000000},
                 "NetworkSettings": {"Ports": {}, "Networks": {"n": {"IPAddress": "10.89.0.2"}}}}
                """.formatted(
                        NAME,
                        status,
                        status.equals("created") ? "0001-01-01T00:00:00Z" : "2026-11-21T09:25:03.5Z",
                        Scene.IMAGE,
                        Scene.COMPUTER_UID,
                        instanceUid,
                        Scene.IMAGE);
    }
}
