package dev.berth.e2e.box.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.controller.provider.DriverPlan;
import dev.berth.controller.provider.Intent;
import dev.berth.controller.provider.Listing;
import dev.berth.controller.provider.MachineState;
import dev.berth.controller.provider.Observation;
import dev.berth.controller.provider.container.ContainerResources;
import dev.berth.controller.provider.container.Ownership;
import dev.berth.crd.VolumeOnDelete;
import dev.berth.e2e.live.Engine;
import dev.berth.e2e.live.EngineEvents;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("box")
class ContainerLifecycleTest {

    private DriverBench bench = DriverBench.open();

    @BeforeEach
    void open() {
        bench = DriverBench.open();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aComputerIsMadeOnceSleepsWithItsMemoryAndKeepsItsFilesOverAColdStart() {
        var request = bench.computer("calm-meadow");
        try (var events = EngineEvents.of(request.ref().machineName())) {
            assertEquals(
                    List.of("create-network", "create-volume", "create", "start"),
                    bench.reach(new Intent.Run(), request));
            assertEquals(List.of(), bench.reach(new Intent.Run(), request), "a second run has nothing to do");
            var machine = bench.machine(request);
            assertEquals(MachineState.RUNNING, machine.state());
            assertEquals(7681, machine.port());
            assertTrue(String.valueOf(machine.addresses().privateIp()).startsWith("10.89."), machine::toString);
            assertEquals("calm-meadow", bench.inside(request, "cat /proc/sys/kernel/hostname"));
            bench.inside(request, "echo kept >/mnt/workspace/note; echo held >/dev/shm/note");

            assertEquals(List.of("pause"), bench.reach(new Intent.Sleep(), request));
            assertEquals(MachineState.SUSPENDED, bench.machine(request).state());
            assertEquals(List.of("unpause"), bench.reach(new Intent.Run(), request));
            assertEquals("held", bench.inside(request, "cat /dev/shm/note"), "memory survives a suspend");
            assertEquals(machine.startedAt(), bench.machine(request).startedAt(), "a resume is no start");

            assertEquals(List.of("stop"), bench.reach(new Intent.ColdStop(true), request));
            assertEquals(0, bench.machine(request).port(), "a stopped machine has no address");
            assertEquals(List.of("start"), bench.reach(new Intent.Run(), request));
            assertEquals("kept", bench.inside(request, "cat /mnt/workspace/note"));
            assertNotEquals(machine.startedAt(), bench.machine(request).startedAt());

            assertEquals(1, events.count("pause"));
            assertEquals(1, events.count("unpause"));
            assertEquals(2, events.count("start"));
        }
    }

    @Test
    void deletingRetainsTheVolumeUnlessThePolicySaysDelete() {
        var request = bench.computer("brisk-harbor");
        bench.reach(new Intent.Run(), request);
        bench.reach(new Intent.Sleep(), request);

        assertEquals(
                List.of("remove", "remove-network"), bench.reach(new Intent.Remove(VolumeOnDelete.RETAIN), request));
        var left = assertInstanceOf(Observation.Gone.class, bench.driver.observe(request.ref()));
        assertEquals(1, left.resources().volumes().size());
        assertEquals(List.of("remove-volume"), bench.reach(new Intent.Remove(VolumeOnDelete.DELETE), request));
        var gone = assertInstanceOf(Observation.Gone.class, bench.driver.observe(request.ref()));
        assertEquals(0, gone.resources().volumes().size());
        assertEquals(Ownership.ABSENT, ((ContainerResources) gone.resources()).network());
    }

    @Test
    void discardingAMachineLeavesVolumeAndNetworkToTheNextLaunch() {
        var request = bench.computer("bold-fern");
        bench.reach(new Intent.Run(), request);
        bench.inside(request, "echo kept >/mnt/workspace/note");

        assertEquals(List.of("remove"), bench.reach(new Intent.Discard(), request));
        assertEquals(List.of("create", "start"), bench.reach(new Intent.Run(), request));
        assertEquals("kept", bench.inside(request, "cat /mnt/workspace/note"));
    }

    @Test
    void aSleepingMachineIsStoppedByWakingItFirst() {
        var request = bench.computer("amber-river");
        bench.reach(new Intent.Run(), request);
        bench.reach(new Intent.Sleep(), request);

        assertEquals(List.of("unpause", "stop"), bench.reach(new Intent.ColdStop(true), request));
    }

    @Test
    void theListNamesEveryMachineOfTheClusterAndNoOther() {
        var first = bench.computer("calm-meadow");
        var second = bench.computer("bold-fern");
        bench.reach(new Intent.Run(), first);
        bench.reach(new Intent.Run(), second);
        bench.reach(new Intent.Sleep(), second);
        try (var other = DriverBench.open()) {
            other.reach(new Intent.Run(), other.computer("calm-meadow"));

            var listed = assertInstanceOf(
                            Listing.Complete.class,
                            bench.driver.listAll(first.ref().account()))
                    .machines();

            assertEquals(
                    List.of(bench.machine(second), bench.machine(first)),
                    listed.stream()
                            .sorted(Comparator.comparing(
                                    machine -> machine.ref().computer()))
                            .toList());
        }
    }

    @Test
    void aContainerOfThatNameThatIsNotOursIsNeitherAdoptedNorTouched() {
        var request = bench.computer("tiny-lamp");
        var name = request.ref().machineName();
        Engine.cli("create", "--name", name, Engine.image(), "sleep", "1");
        try {
            var seen = bench.driver.observe(request.ref());
            assertInstanceOf(Observation.Gone.class, seen);
            var plan = assertInstanceOf(DriverPlan.Refuse.class, bench.driver.plan(new Intent.Run(), request, seen));
            assertTrue(
                    plan.cause().sentence().contains("is not Berth's"),
                    plan.cause().sentence());
            bench.reach(new Intent.Remove(VolumeOnDelete.DELETE), request);
            assertEquals(name, Engine.cli("ps", "--all", "--filter", "name=" + name, "--format", "{{.Names}}"));
        } finally {
            Engine.cli("rm", "-f", name);
        }
    }
}
