package dev.berth.e2e.box.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.controller.provider.DriverPlan;
import dev.berth.controller.provider.Fence;
import dev.berth.controller.provider.Intent;
import dev.berth.controller.provider.MachineRequest;
import dev.berth.controller.provider.MachineState;
import dev.berth.controller.provider.ProviderException;
import dev.berth.crd.MachineSize;
import dev.berth.crd.VolumeOnDelete;
import dev.berth.e2e.live.Engine;
import io.fabric8.kubernetes.api.model.Quantity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the class allows is what the kernel enforces. */
@Tag("box")
class ContainerLimitsTest {

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
    void memoryProcessorsAndProcessesAreLimitedByTheKernel() {
        var request = bench.computer("calm-meadow");
        bench.reach(new Intent.Run(), request);

        assertEquals(
                Long.toString(256L << 20),
                bench.inside(
                        request,
                        "cat /sys/fs/cgroup/memory.max 2>/dev/null || cat /sys/fs/cgroup/memory/memory.limit_in_bytes"));
        assertEquals(
                "2048",
                bench.inside(request, "cat /sys/fs/cgroup/pids.max 2>/dev/null || cat /sys/fs/cgroup/pids/pids.max"));
        assertEquals(
                "100000",
                bench.inside(
                                request,
                                "cat /sys/fs/cgroup/cpu.max 2>/dev/null || cat /sys/fs/cgroup/cpu/cpu.cfs_quota_us")
                        .split(" ", -1)[0]);
        var greedy = Engine.ask(
                "exec",
                request.ref().machineName(),
                "bash",
                "-c",
                "x=$(head -c 400m /dev/zero | tr '\\0' a); echo ${#x}");
        assertTrue(greedy.exitCode() != 0, "400 MB fit into a box of 256 MB");
        assertEquals(MachineState.RUNNING, bench.machine(request).state(), "the box itself lives on");
    }

    @Test
    void aBoxHasOnlyTheSixCapabilitiesAndCanGainNoMore() {
        var request = bench.computer("calm-meadow");
        bench.reach(new Intent.Run(), request);

        var status = bench.inside(request, "cat /proc/1/status");
        // CHOWN 0, DAC_OVERRIDE 1, FOWNER 3, KILL 5, SETGID 6, SETUID 7.
        var six = "%016x".formatted(1 << 0 | 1 << 1 | 1 << 3 | 1 << 5 | 1 << 6 | 1 << 7);
        assertTrue(status.contains("CapBnd:\t" + six), status);
        assertTrue(status.contains("NoNewPrivs:\t1"), status);
    }

    @Test
    void theKeyIsRootsAloneAndInNoEnvironment() {
        var request = bench.computer("calm-meadow");
        bench.reach(new Intent.Run(), request);

        var line =
                DriverBench.key(DriverBench.KEY_ID, request.ref().instanceUid()).toKeyFile();
        assertEquals(line.strip(), bench.inside(request, "cat /etc/berth/box.key"));
        assertEquals("-r-------- 0 0", bench.inside(request, "stat -c '%A %u %g' /etc/berth/box.key"));
        var secret = line.strip().split(" ", -1)[2];
        assertEquals(
                -1, Engine.cli("inspect", request.ref().machineName()).indexOf(secret), "the secret shows in inspect");
    }

    @Test
    void anotherImageOrSizeIsTakenAtTheNextColdStartAsANewLaunch() {
        var request = bench.computer("calm-meadow");
        bench.reach(new Intent.Run(), request);
        var larger = sized(request, "512Mi");

        var running = bench.driver.plan(new Intent.Run(), larger, bench.driver.observe(request.ref()));
        assertInstanceOf(DriverPlan.Settled.class, running, "what runs is left alone");
        bench.reach(new Intent.ColdStop(true), larger);
        var stopped = bench.driver.plan(new Intent.Run(), larger, bench.driver.observe(request.ref()));
        assertInstanceOf(DriverPlan.Replace.class, stopped);
        bench.reach(new Intent.Discard(), larger);
        bench.reach(new Intent.Run(), larger);
        assertEquals(larger.size().memory(), bench.machine(larger).size().memory());
    }

    @Test
    void anImageThatTheEngineDoesNotHaveIsNamedTogetherWithItsClass() {
        var request = bench.computer("tiny-lamp");
        var missing = new MachineRequest(
                request.ref(),
                "dev",
                request.regions(),
                "localhost/no-such-box:1.0",
                request.size(),
                request.network(),
                request.keyId(),
                false);

        var problem = Assertions.assertThrows(
                ProviderException.ImageMissing.class, () -> bench.reach(new Intent.Run(), missing));

        assertEquals(
                "Image localhost/no-such-box:1.0 does not exist in the container engine; build or pull it there, or correct image in class dev, then it goes on by itself.",
                problem.sentence());
    }

    @Test
    void aVolumeThatWasSeenBeforeIsNeverMadeAnew() {
        var request = bench.computer("calm-meadow");
        bench.reach(new Intent.Run(), request);
        bench.reach(new Intent.Remove(VolumeOnDelete.DELETE), request);
        var expecting = new MachineRequest(
                request.ref(),
                "local",
                request.regions(),
                request.image(),
                request.size(),
                request.network(),
                request.keyId(),
                true);

        Assertions.assertThrows(ProviderException.VolumeMissing.class, () -> bench.reach(new Intent.Run(), expecting));
    }

    @Test
    void aCallHeldBackByItsFenceDoesNothing() {
        var request = bench.computer("calm-meadow");
        bench.reach(new Intent.Run(), request);
        var pause = assertInstanceOf(
                        DriverPlan.Do.class,
                        bench.driver.plan(new Intent.Sleep(), request, bench.driver.observe(request.ref())))
                .call();
        Fence shut = () -> {
            throw new ProviderException.Withdrawn("This controller no longer leads.");
        };

        Assertions.assertThrows(ProviderException.Withdrawn.class, () -> bench.driver.perform(pause, shut));
        assertEquals(MachineState.RUNNING, bench.machine(request).state());
    }

    private static MachineRequest sized(MachineRequest request, String memory) {
        return new MachineRequest(
                request.ref(),
                request.className(),
                request.regions(),
                request.image(),
                new MachineSize(null, 1, new Quantity(memory), null),
                request.network(),
                request.keyId(),
                request.volumeExpected());
    }
}
