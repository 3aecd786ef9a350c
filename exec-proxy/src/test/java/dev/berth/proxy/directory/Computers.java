package dev.berth.proxy.directory;

import dev.berth.crd.AccessRole;
import dev.berth.crd.ConditionStatus;
import dev.berth.crd.DemandWant;
import dev.berth.crd.Everyone;
import dev.berth.crd.FaceMode;
import dev.berth.crd.InstancePhase;
import dev.berth.crd.Power;
import dev.berth.crd.ProviderKind;
import dev.berth.crd.Transport;
import dev.berth.crd.WakeReason;
import dev.berth.crd.WantedPower;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Builds computers, machines and faces for tests, in the domain's words. */
public final class Computers {

    public static final Instant NOW = Instant.parse("2026-11-21T09:25:00Z");
    public static final ClassView LOCAL = new ClassView(
            "local",
            "1 shared CPU, 1Gi",
            Duration.ofMinutes(30),
            Duration.ofMinutes(2),
            Duration.ofHours(24),
            Set.of(WakeReason.NAVIGATION, WakeReason.KEY_PRESS),
            20,
            Duration.ofHours(24));

    private final ComputerKey key;
    private final String uid;
    private String owner = "dev:me";
    private Sharing sharing = Sharing.NONE;
    private List<AgentView> agents = List.of(new AgentView("main", "", 20, 0));
    private List<String> aliases = List.of();
    private Power power = Power.AUTO;
    private WantedPower decided = WantedPower.SUSPENDED;
    private FaceView.DemandView demand = FaceView.DemandView.NONE;
    private boolean paused;
    private boolean deleting;
    private MaintenanceView maintenance = MaintenanceView.NONE;
    private final List<ConditionView> conditions = new ArrayList<>();
    private ClassView computerClass = LOCAL;
    private MachineView machine = new MachineView.None();

    private Computers(String name) {
        this.key = new ComputerKey("default", name);
        this.uid = UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
    }

    public static Computers computer(String name) {
        return new Computers(name);
    }

    public Computers ownedBy(String who) {
        owner = who;
        return this;
    }

    public Computers sharedWith(String who, AccessRole role) {
        sharing = new Sharing(sharing.everyone(), Map.of(who, role));
        return this;
    }

    public Computers everyone(Everyone may) {
        sharing = new Sharing(may, sharing.members());
        return this;
    }

    public Computers agents(AgentView... views) {
        agents = List.of(views);
        return this;
    }

    public Computers highestClosed(long number) {
        agents = List.of(new AgentView("main", "", 20, number));
        return this;
    }

    public Computers alias(String host) {
        aliases = List.of(host);
        return this;
    }

    /** Somebody asked for this from a face that may be gone by now. */
    public Computers lastAsked(DemandWant want, Instant at) {
        demand = new FaceView.DemandView(want, at);
        return this;
    }

    public Computers keptAsleep() {
        power = Power.SUSPENDED;
        return this;
    }

    public Computers paused() {
        paused = true;
        return this;
    }

    public Computers beingDeleted() {
        deleting = true;
        return this;
    }

    public Computers inMaintenance() {
        maintenance = new MaintenanceView(true, "Moving to a larger disk", ComputerView.NEVER);
        return this;
    }

    public Computers refusedByItsClass() {
        return condition("Accepted", ConditionStatus.FALSE, "SizeOverLimit");
    }

    public Computers condition(String type, ConditionStatus status, String reason) {
        conditions.add(new ConditionView(type, status, reason, "", NOW));
        return this;
    }

    public Computers wanted(WantedPower what) {
        decided = what;
        return this;
    }

    public Computers inClass(ClassView view) {
        computerClass = view;
        return this;
    }

    public Computers awake() {
        decided = WantedPower.RUNNING;
        return machine(InstancePhase.READY);
    }

    public Computers asleep() {
        return machine(InstancePhase.SUSPENDED);
    }

    public Computers machine(InstancePhase phase) {
        return machine(phase, "10.89.0.2", 7681, ProviderKind.CONTAINER, Transport.RELAY);
    }

    public Computers onFly() {
        decided = WantedPower.RUNNING;
        return machine(InstancePhase.READY, "fdaa::2", 7681, ProviderKind.FLY, Transport.REPLAY);
    }

    public Computers machine(
            InstancePhase phase, String address, int port, ProviderKind provider, Transport transport) {
        machine = new MachineView.Machine(
                key.name() + "-1",
                "0b0f4b2a-5f55-4f6e-a5c0-0f2f5b1c7a11",
                1,
                "148e21eaf30d89",
                provider,
                "local",
                phase,
                NOW,
                ComputerView.NEVER,
                "",
                0,
                address,
                port,
                "2026-11",
                "5f2c9a10",
                "0.1.0",
                transport,
                true,
                true,
                List.of(),
                "",
                List.of());
        return this;
    }

    public ComputerView view() {
        return new ComputerView(
                key,
                uid,
                owner,
                sharing,
                agents,
                aliases,
                power,
                decided,
                "",
                ComputerView.NEVER,
                List.of(),
                demand,
                paused,
                deleting,
                maintenance,
                "",
                conditions,
                computerClass,
                machine);
    }

    /** A face of {@code main}, made at {@link #NOW}. */
    public static FaceView face(ComputerView computer, long number) {
        return new FaceView(
                computer.key(),
                "main",
                number,
                "face-uid-" + number,
                computer.incarnation(),
                Long.toString(100 + number),
                "dev:me",
                FaceMode.INTERACTIVE,
                List.of(),
                false,
                false,
                "",
                NOW,
                ComputerView.NEVER,
                FaceView.DemandView.NONE);
    }

    public static FaceView closing(FaceView f) {
        return new FaceView(
                f.computer(),
                f.agent(),
                f.number(),
                f.incarnation(),
                f.computerIncarnation(),
                f.resourceVersion(),
                f.createdBy(),
                f.mode(),
                f.access(),
                true,
                f.rejected(),
                f.bootId(),
                f.createdAt(),
                f.lastUsedAt(),
                f.demand());
    }

    public static FaceView with(FaceView f, FaceMode mode, List<dev.berth.crd.FaceAccess> access) {
        return new FaceView(
                f.computer(),
                f.agent(),
                f.number(),
                f.incarnation(),
                f.computerIncarnation(),
                f.resourceVersion(),
                f.createdBy(),
                mode,
                access,
                f.closing(),
                f.rejected(),
                f.bootId(),
                f.createdAt(),
                f.lastUsedAt(),
                f.demand());
    }

    public static FaceView ofAgent(FaceView f, String agent) {
        return new FaceView(
                f.computer(),
                agent,
                f.number(),
                f.incarnation(),
                f.computerIncarnation(),
                f.resourceVersion(),
                f.createdBy(),
                f.mode(),
                f.access(),
                f.closing(),
                f.rejected(),
                f.bootId(),
                f.createdAt(),
                f.lastUsedAt(),
                f.demand());
    }

    public static FaceView demanded(FaceView f, FaceView.DemandView demand, Instant createdAt) {
        return new FaceView(
                f.computer(),
                f.agent(),
                f.number(),
                f.incarnation(),
                f.computerIncarnation(),
                f.resourceVersion(),
                f.createdBy(),
                f.mode(),
                f.access(),
                f.closing(),
                f.rejected(),
                f.bootId(),
                createdAt,
                f.lastUsedAt(),
                demand);
    }
}
