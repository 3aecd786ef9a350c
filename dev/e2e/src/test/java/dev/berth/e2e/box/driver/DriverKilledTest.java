package dev.berth.e2e.box.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.controller.provider.Intent;
import dev.berth.controller.provider.MachineState;
import dev.berth.crd.VolumeOnDelete;
import dev.berth.e2e.live.Engine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Killed with SIGKILL around any call, the next process goes on: one container, with its key, and nothing left in the end. */
@Tag("box")
class DriverKilledTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "container.create-network.after",
                "container.create-volume.after",
                "container.create.before",
                "container.create.after",
                "container.key.after",
                "container.start.after"
            })
    void whileMakingAMachine(String point) {
        try (var bench = DriverBench.open()) {
            var request = bench.computer("calm-meadow");
            assertEquals(
                    137,
                    killed(bench, request.ref().computerUid(), request.ref().instanceUid(), "run", point));

            bench.reach(new Intent.Run(), request);

            assertEquals(1, Engine.lines(containers(bench)).size(), "exactly one container");
            assertEquals(MachineState.RUNNING, bench.machine(request).state());
            assertEquals(
                    DriverBench.key(DriverBench.KEY_ID, request.ref().instanceUid())
                            .toKeyFile()
                            .strip(),
                    bench.inside(request, "cat /etc/berth/box.key"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"container.pause.before", "container.pause.after"})
    void whileFallingAsleep(String point) {
        try (var bench = DriverBench.open()) {
            var request = bench.computer("calm-meadow");
            bench.reach(new Intent.Run(), request);
            assertEquals(
                    137,
                    killed(bench, request.ref().computerUid(), request.ref().instanceUid(), "sleep", point));

            bench.reach(new Intent.Sleep(), request);
            assertEquals(MachineState.SUSPENDED, bench.machine(request).state());
            bench.reach(new Intent.Run(), request);
            assertEquals(MachineState.RUNNING, bench.machine(request).state());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"container.remove.after", "container.remove-network.after", "container.remove-volume.before"})
    void whileBeingRemoved(String point) {
        try (var bench = DriverBench.open()) {
            var request = bench.computer("calm-meadow");
            bench.reach(new Intent.Run(), request);
            assertEquals(
                    137,
                    killed(bench, request.ref().computerUid(), request.ref().instanceUid(), "remove", point));

            bench.reach(new Intent.Remove(VolumeOnDelete.DELETE), request);

            assertEquals("", containers(bench) + left(bench, "network") + left(bench, "volume"));
        }
    }

    private static int killed(DriverBench bench, String computerUid, String instanceUid, String intent, String point) {
        return DriverProcess.run(bench.cluster, "calm-meadow", computerUid, instanceUid, intent, point + ":kill");
    }

    private static String containers(DriverBench bench) {
        return Engine.cli("ps", "--all", "--quiet", "--filter", "label=berth.dev/cluster=" + bench.cluster);
    }

    private static String left(DriverBench bench, String kind) {
        return Engine.cli(kind, "ls", "--quiet", "--filter", "label=berth.dev/cluster=" + bench.cluster);
    }
}
