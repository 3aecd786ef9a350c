package dev.berth.proxy.relay;

import dev.berth.crd.AccessRole;
import dev.berth.crd.ConditionStatus;
import dev.berth.crd.Everyone;
import dev.berth.crd.FaceMode;
import dev.berth.crd.InstancePhase;
import dev.berth.crd.Power;
import dev.berth.crd.Progress;
import dev.berth.crd.ProviderKind;
import dev.berth.crd.Transport;
import dev.berth.crd.WakeReason;
import dev.berth.crd.WantedPower;
import dev.berth.proxy.access.Principal;
import dev.berth.proxy.directory.AgentView;
import dev.berth.proxy.directory.ClassView;
import dev.berth.proxy.directory.ComputerKey;
import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.ConditionView;
import dev.berth.proxy.directory.FaceView;
import dev.berth.proxy.directory.MachineView;
import dev.berth.proxy.directory.MachineView.Machine;
import dev.berth.proxy.directory.MaintenanceView;
import dev.berth.proxy.directory.Sharing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Computers, machines and faces with sensible defaults. */
public final class Fixtures {

    public static final Instant START = Instant.parse("2026-11-21T09:25:00Z");
    public static final ComputerKey KEY = new ComputerKey("default", "calm-meadow-4821");
    public static final String MACHINE_UID = "0b0e7c1a-52f1-4a0e-9d9c-6a2f3b1c4d5e";
    public static final Principal OWNER = new Principal.User("dev:me");
    public static final Principal WATCHER = new Principal.User("dev:watcher");
    public static final Principal DRIVER = new Principal.User("dev:driver");

    private Fixtures() {}

    public static Machine machine(InstancePhase phase) {
        return machine(phase, START, "127.0.0.1", 7681, "5f2c9a10");
    }

    public static Machine machine(InstancePhase phase, Instant since, String address, int port, String bootId) {
        return new Machine(
                "calm-meadow-4821-1",
                MACHINE_UID,
                1,
                "machine-1",
                ProviderKind.CONTAINER,
                "local",
                phase,
                since,
                ComputerView.NEVER,
                "",
                0,
                address,
                port,
                "2026-11",
                bootId,
                "0.1.0",
                Transport.RELAY,
                true,
                true,
                List.<Progress>of(),
                "",
                List.of());
    }

    public static ComputerView computer(MachineView machine) {
        return computer(machine, Power.AUTO, MaintenanceView.NONE);
    }

    public static ComputerView computer(MachineView machine, Power power, MaintenanceView maintenance) {
        return new ComputerView(
                KEY,
                "c0ffee00-0000-4000-8000-000000000001",
                "dev:me",
                new Sharing(Everyone.NOBODY, Map.of("dev:watcher", AccessRole.VIEWER, "dev:driver", AccessRole.DRIVER)),
                List.of(new AgentView("main", "", 20, 0)),
                List.of(),
                power,
                machine instanceof Machine known && known.asleep() ? WantedPower.SUSPENDED : WantedPower.RUNNING,
                "",
                ComputerView.NEVER,
                List.of(),
                FaceView.DemandView.NONE,
                false,
                false,
                maintenance,
                "",
                List.of(),
                new ClassView(
                        "local",
                        "1 shared CPU, 1Gi",
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(2),
                        Duration.ofHours(24),
                        Set.of(WakeReason.NAVIGATION, WakeReason.KEY_PRESS),
                        20,
                        Duration.ofHours(24)),
                machine);
    }

    /** The same, shared with nobody any more. */
    public static ComputerView unshared(ComputerView from) {
        return changed(from, new Sharing(Everyone.NOBODY, Map.of()), from.conditions());
    }

    /** The same, not ready for a reason. */
    public static ComputerView notReady(ComputerView from, String reason, String message) {
        return changed(
                from,
                from.sharing(),
                List.of(new ConditionView("Ready", ConditionStatus.FALSE, reason, message, START)));
    }

    private static ComputerView changed(ComputerView from, Sharing sharing, List<ConditionView> conditions) {
        return new ComputerView(
                from.key(),
                from.incarnation(),
                from.owner(),
                sharing,
                from.agents(),
                from.aliases(),
                from.power(),
                from.decided(),
                from.because(),
                from.sleepAt(),
                from.heldBy(),
                from.demand(),
                from.paused(),
                from.deleting(),
                from.maintenance(),
                from.incident(),
                conditions,
                from.computerClass(),
                from.machine());
    }

    public static FaceView face() {
        return face(1, false);
    }

    public static FaceView face(long number, boolean closing) {
        return new FaceView(
                KEY,
                "main",
                number,
                "facefeed-0000-4000-8000-00000000000" + number % 10,
                "c0ffee00-0000-4000-8000-000000000001",
                "1",
                "dev:me",
                FaceMode.INTERACTIVE,
                List.of(),
                closing,
                false,
                "5f2c9a10",
                START,
                ComputerView.NEVER,
                FaceView.DemandView.NONE);
    }
}
