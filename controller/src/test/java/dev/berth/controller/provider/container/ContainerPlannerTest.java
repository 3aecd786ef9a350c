package dev.berth.controller.provider.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.controller.provider.DriverPlan;
import dev.berth.controller.provider.Intent;
import dev.berth.controller.provider.MachineState;
import dev.berth.controller.provider.Observation;
import dev.berth.controller.provider.ProviderException;
import dev.berth.crd.NetworkMode;
import dev.berth.crd.VolumeOnDelete;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContainerPlannerTest {

    private static final Intent RUN = new Intent.Run();
    private static final Intent SLEEP = new Intent.Sleep();
    private static final Intent STOP = new Intent.ColdStop(false);
    private static final Intent DISCARD = new Intent.Discard();
    private static final Intent LEAVE = new Intent.Remove(VolumeOnDelete.RETAIN);
    private static final Intent LEAVE_NOTHING = new Intent.Remove(VolumeOnDelete.DELETE);

    private final ContainerPlanner planner = new ContainerPlanner(SubnetPool.DEFAULT);

    /** One line of the table: given this, wanting that, the driver does so. */
    record Row(String given, Scene scene, Intent intent, String does) {
        @Override
        public String toString() {
            return given + ", " + intent + " → " + does;
        }
    }

    static Stream<Row> table() {
        var ours = Ownership.OURS;
        return Stream.of(
                new Row("nothing exists", Scene.empty(), RUN, "create-network"),
                new Row("only the network exists", Scene.empty().network(ours), RUN, "create-volume"),
                new Row("network and volume exist", Scene.empty().network(ours).volume(ours), RUN, "create"),
                new Row("it was made and never started", Scene.machine(MachineState.CREATED), RUN, "start"),
                new Row("it is off", Scene.machine(MachineState.STOPPED), RUN, "start"),
                new Row("it sleeps", Scene.machine(MachineState.SUSPENDED), RUN, "unpause"),
                new Row("it runs", Scene.machine(MachineState.RUNNING), RUN, "settled"),
                new Row("the engine is stopping it", Scene.machine(MachineState.SETTLING), RUN, "wait"),
                new Row(
                        "it runs, and the class names another image",
                        Scene.machine(MachineState.RUNNING).madeFrom("localhost/other:1", "1Gi"),
                        RUN,
                        "settled"),
                new Row(
                        "it is off, and the class names another image",
                        Scene.machine(MachineState.STOPPED).madeFrom("localhost/other:1", "1Gi"),
                        RUN,
                        "replace"),
                new Row(
                        "it is off, and another size is asked for",
                        Scene.machine(MachineState.STOPPED).madeFrom(Scene.IMAGE, "2Gi"),
                        RUN,
                        "replace"),
                new Row(
                        "it is off, and its size is written differently",
                        Scene.machine(MachineState.STOPPED).madeFrom(Scene.IMAGE, "1024Mi"),
                        RUN,
                        "start"),
                new Row(
                        "it is off, and its network is gone",
                        Scene.machine(MachineState.STOPPED).network(Ownership.ABSENT),
                        RUN,
                        "replace"),
                new Row(
                        "it is off, and its volume is gone",
                        Scene.machine(MachineState.STOPPED).volume(Ownership.ABSENT),
                        RUN,
                        "refuse"),
                new Row("a stranger has its name", Scene.empty().container(Ownership.FOREIGN), RUN, "refuse"),
                new Row("a stranger has its network's name", Scene.empty().network(Ownership.FOREIGN), RUN, "refuse"),
                new Row("a stranger has its volume's name", Scene.empty().volume(Ownership.FOREIGN), RUN, "refuse"),
                new Row("it runs", Scene.machine(MachineState.RUNNING), SLEEP, "pause"),
                new Row("it sleeps", Scene.machine(MachineState.SUSPENDED), SLEEP, "settled"),
                new Row("it is off", Scene.machine(MachineState.STOPPED), SLEEP, "settled"),
                new Row("it was never started", Scene.machine(MachineState.CREATED), SLEEP, "settled"),
                new Row("nothing exists", Scene.empty(), SLEEP, "settled"),
                new Row("it runs", Scene.machine(MachineState.RUNNING), STOP, "stop"),
                new Row("it sleeps", Scene.machine(MachineState.SUSPENDED), STOP, "unpause"),
                new Row("it is off", Scene.machine(MachineState.STOPPED), STOP, "settled"),
                new Row("nothing exists", Scene.empty(), STOP, "settled"),
                new Row("it runs", Scene.machine(MachineState.RUNNING), DISCARD, "remove"),
                new Row("it sleeps", Scene.machine(MachineState.SUSPENDED), DISCARD, "remove"),
                new Row(
                        "only network and volume are left",
                        Scene.empty().network(ours).volume(ours),
                        DISCARD,
                        "settled"),
                new Row("it sleeps", Scene.machine(MachineState.SUSPENDED), LEAVE, "remove"),
                new Row("the network is left", Scene.empty().network(ours).volume(ours), LEAVE, "remove-network"),
                new Row("the volume is left", Scene.empty().volume(ours), LEAVE, "settled"),
                new Row(
                        "the network is left",
                        Scene.empty().network(ours).volume(ours),
                        LEAVE_NOTHING,
                        "remove-network"),
                new Row("the volume is left", Scene.empty().volume(ours), LEAVE_NOTHING, "remove-volume"),
                new Row("nothing is left", Scene.empty(), LEAVE_NOTHING, "settled"),
                new Row(
                        "only strangers' things are left",
                        Scene.empty()
                                .container(Ownership.FOREIGN)
                                .network(Ownership.FOREIGN)
                                .volume(Ownership.FOREIGN),
                        LEAVE_NOTHING,
                        "settled"),
                new Row("it runs", Scene.machine(MachineState.RUNNING), new Intent.Rest(), "settled"));
    }

    @ParameterizedTest
    @MethodSource("table")
    void decidesOneCall(Row row) {
        assertEquals(
                row.does(),
                word(planner.plan(row.intent(), Scene.request(), row.scene().seen())),
                row.given());
    }

    @Test
    void whatIsUnknownIsNeverActedUpon() {
        var unknown = new Observation.Unknown(new ProviderException.Unreachable("It does not answer.", null));
        for (var intent : List.of(RUN, SLEEP, STOP, DISCARD, LEAVE, LEAVE_NOTHING, new Intent.Rest()))
            assertEquals("wait", word(planner.plan(intent, Scene.request(), unknown)), intent::toString);
    }

    @Test
    void aStartOfWhatNeverRanCarriesTheKeyThatItsLabelNames() {
        var start = call(RUN, Scene.machine(MachineState.CREATED));
        assertEquals(
                "2026-10",
                assertInstanceOf(ContainerCall.FirstStart.class, start).keyId());
        assertInstanceOf(ContainerCall.Start.class, call(RUN, Scene.machine(MachineState.STOPPED)));
    }

    @Test
    void aVolumeThatWasSeenBeforeIsNotReplacedByAnEmptyOne() {
        var plan = planner.plan(
                RUN,
                Scene.request(NetworkMode.PER_COMPUTER, true),
                Scene.empty().network(Ownership.OURS).seen());
        var refused = assertInstanceOf(DriverPlan.Refuse.class, plan);
        assertInstanceOf(ProviderException.VolumeMissing.class, refused.cause());
        assertEquals(
                "The volume of computer calm-meadow-4821 is gone from the container engine; restore a backup into a new computer, or delete this one.",
                refused.cause().sentence());
    }

    @Test
    void aBoxGetsTheLimitsOfItsSizeAndNothingPublishedWhereTheHostRoutes() {
        var box = box(Scene.empty().network(Ownership.OURS).volume(Ownership.OURS));
        assertEquals(1L << 30, box.memoryBytes());
        assertEquals(1_000_000_000L, box.nanoCpus());
        assertEquals(2048, box.pids());
        assertEquals("calm-meadow-4821", box.hostname());
        assertEquals(false, box.publish());
        assertEquals("2026-11", box.labels().get("berth.dev/key-id"));
        assertEquals("1", box.labels().get("berth.dev/launch"));
        assertEquals(Scene.INSTANCE_UID, box.labels().get("berth.dev/instance-uid"));
    }

    @Test
    void whereTheHostDoesNotRouteTheGateIsPublished() {
        assertTrue(
                box(Scene.empty().network(Ownership.OURS).volume(Ownership.OURS).docker(Reach.LOOPBACK))
                        .publish());
    }

    @Test
    void podmanIsToldToIsolateAndDockerDoesByItself() {
        var podman = assertInstanceOf(ContainerCall.EnsureNetwork.class, call(RUN, Scene.empty()));
        assertEquals(Map.of("isolate", "true"), podman.options());
        var docker = assertInstanceOf(
                ContainerCall.EnsureNetwork.class, call(RUN, Scene.empty().docker(Reach.BRIDGE)));
        assertEquals(Map.of("com.docker.network.bridge.enable_icc", "false"), docker.options());
    }

    @Test
    void aNetworkTakesAFreeBlockOfThePool() {
        var first = assertInstanceOf(ContainerCall.EnsureNetwork.class, call(RUN, Scene.empty()))
                .subnets();
        var taken = first.getFirst();
        var next = assertInstanceOf(
                        ContainerCall.EnsureNetwork.class,
                        call(RUN, Scene.empty().taken(taken.toString())))
                .subnets();

        assertTrue(first.stream()
                .allMatch(block ->
                        block.prefix() == 28 && Subnet.parse("10.89.0.0/16").overlaps(block)));
        assertEquals(first.get(1), next.getFirst());
    }

    @Test
    void aFullPoolIsNoCapacityAndSaysWhatToDo() {
        var plan = planner.plan(
                RUN,
                Scene.request(),
                Scene.empty().taken("10.89.0.0/17", "10.89.128.0/17").seen());
        var refused = assertInstanceOf(DriverPlan.Refuse.class, plan).cause();
        assertInstanceOf(ProviderException.NoCapacity.class, refused);
        assertEquals(
                "All networks of 10.89.0.0/16 are in use on this host; delete computers or give containers a larger network.",
                refused.sentence());
    }

    @Test
    void aSharedClassUsesOneNetworkThatOutlivesItsComputers() {
        var request = Scene.request(NetworkMode.SHARED, false);
        var made = assertInstanceOf(
                DriverPlan.Do.class, planner.plan(RUN, request, Scene.empty().seen()));
        assertEquals(
                "berth-berth",
                assertInstanceOf(ContainerCall.EnsureNetwork.class, made.call()).name());
        var left = Scene.empty().shared(Ownership.OURS).volume(Ownership.OURS);
        assertEquals("create", word(planner.plan(RUN, request, left.seen())));
        assertEquals("settled", word(planner.plan(LEAVE, request, left.seen())));
    }

    @Test
    void anOrderlyStopGivesProgramsTimeAndAForcedOneNone() {
        var running = Scene.machine(MachineState.RUNNING);
        assertEquals(
                Duration.ofSeconds(10),
                assertInstanceOf(ContainerCall.Stop.class, call(STOP, running)).grace());
        assertEquals(
                Duration.ZERO,
                assertInstanceOf(ContainerCall.Stop.class, call(new Intent.ColdStop(true), running))
                        .grace());
    }

    private Blueprint box(Scene scene) {
        return assertInstanceOf(ContainerCall.CreateContainer.class, call(RUN, scene))
                .blueprint();
    }

    private ContainerCall call(Intent intent, Scene scene) {
        var plan = assertInstanceOf(DriverPlan.Do.class, planner.plan(intent, Scene.request(), scene.seen()));
        return (ContainerCall) plan.call();
    }

    private static String word(DriverPlan plan) {
        return switch (plan) {
            case DriverPlan.Settled _ -> "settled";
            case DriverPlan.Await _ -> "wait";
            case DriverPlan.Replace _ -> "replace";
            case DriverPlan.Refuse _ -> "refuse";
            case DriverPlan.Do(var call) -> call.op();
        };
    }
}
