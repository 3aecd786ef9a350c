package dev.berth.e2e.box.driver;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.berth.controller.fault.Faults;
import dev.berth.controller.provider.Account;
import dev.berth.controller.provider.DriverPlan;
import dev.berth.controller.provider.Fence;
import dev.berth.controller.provider.Intent;
import dev.berth.controller.provider.Machine;
import dev.berth.controller.provider.MachineRef;
import dev.berth.controller.provider.MachineRequest;
import dev.berth.controller.provider.Observation;
import dev.berth.controller.provider.container.ContainerDriver;
import dev.berth.controller.provider.container.SubnetPool;
import dev.berth.crd.MachineSize;
import dev.berth.crd.NetworkMode;
import dev.berth.crd.ProviderKind;
import dev.berth.e2e.live.Engine;
import dev.berth.ttyd.BoxKey;
import io.fabric8.kubernetes.api.model.Quantity;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** A driver on the real engine, with a cluster name of its own; whatever it made is removed at the end. */
final class DriverBench implements AutoCloseable {

    /** More steps than any intent takes: reached means the driver goes round in circles. */
    private static final int MOST_STEPS = 12;

    static final String KEY_ID = "2026-11";

    final String cluster;
    final ContainerDriver driver;

    private DriverBench(String cluster, String engine, Faults faults) {
        this.cluster = cluster;
        this.driver =
                new ContainerDriver(engine, cluster, SubnetPool.DEFAULT, DriverBench::key, faults, Clock.systemUTC());
    }

    static DriverBench open() {
        return at(Engine.address());
    }

    static DriverBench at(String engine) {
        return new DriverBench("drv-" + UUID.randomUUID().toString().substring(0, 8), engine, Faults.none());
    }

    /** The same cluster from another process. */
    static DriverBench joining(String cluster, Faults faults) {
        return new DriverBench(cluster, Engine.address(), faults);
    }

    static BoxKey key(String keyId, String instanceUid) {
        return BoxKey.derive(
                keyId, "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII), instanceUid);
    }

    MachineRequest computer(String name) {
        return computer(name, UUID.randomUUID().toString(), UUID.randomUUID().toString(), "");
    }

    MachineRequest computer(String name, String computerUid, String instanceUid, String engine) {
        var ref =
                new MachineRef(new Account(ProviderKind.CONTAINER, engine), cluster, name, computerUid, instanceUid, 1);
        return new MachineRequest(
                ref,
                "local",
                List.of("local"),
                Engine.image(),
                new MachineSize(null, 1, new Quantity("256Mi"), null),
                NetworkMode.PER_COMPUTER,
                KEY_ID,
                false);
    }

    /** Observe, plan, perform until the intent is reached; the calls that it took. */
    List<String> reach(Intent intent, MachineRequest request) {
        var calls = new ArrayList<String>();
        for (int step = 0; step < MOST_STEPS; step++) {
            switch (driver.plan(intent, request, driver.observe(request.ref()))) {
                case DriverPlan.Settled _ -> {
                    return calls;
                }
                case DriverPlan.Do(var call) -> {
                    calls.add(call.op());
                    var _ = driver.perform(call, Fence.OPEN);
                }
                case DriverPlan.Await(var why) -> calls.add("wait: " + why);
                case DriverPlan.Replace(var why) -> throw new AssertionError("has to be replaced: " + why);
                case DriverPlan.Refuse(var cause) -> throw cause;
            }
        }
        throw new AssertionError(intent + " was not reached in " + MOST_STEPS + " steps: " + calls);
    }

    Machine machine(MachineRequest request) {
        return assertInstanceOf(Observation.Present.class, driver.observe(request.ref()))
                .machine();
    }

    /** Runs a shell line in the box of a computer, as root. */
    String inside(MachineRequest request, String line) {
        return Engine.cli("exec", request.ref().machineName(), "bash", "-c", line);
    }

    @Override
    public void close() {
        driver.close();
        removeAll(cluster);
    }

    static void removeAll(String cluster) {
        var label = "label=berth.dev/cluster=" + cluster;
        for (var id : Engine.lines(Engine.cli("ps", "--all", "--quiet", "--filter", label))) Engine.ask("rm", "-f", id);
        for (var kind : Arrays.asList("network", "volume"))
            for (var id : Engine.lines(Engine.cli(kind, "ls", "--quiet", "--filter", label)))
                Engine.ask(kind, "rm", "-f", id);
    }
}
