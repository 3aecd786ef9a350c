package dev.berth.controller.computer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.controller.activity.ActivityBook;
import dev.berth.controller.config.PublicUrl;
import dev.berth.controller.status.Conditions;
import dev.berth.crd.BoxStatus;
import dev.berth.crd.Capabilities;
import dev.berth.crd.Computer;
import dev.berth.crd.ComputerClass;
import dev.berth.crd.ComputerClassSpec;
import dev.berth.crd.ComputerSpec;
import dev.berth.crd.ComputerStatus;
import dev.berth.crd.CpuKind;
import dev.berth.crd.Face;
import dev.berth.crd.FacePhase;
import dev.berth.crd.FaceSpec;
import dev.berth.crd.FaceStatus;
import dev.berth.crd.Incident;
import dev.berth.crd.Instance;
import dev.berth.crd.InstancePhase;
import dev.berth.crd.InstanceStatus;
import dev.berth.crd.MachineSize;
import dev.berth.crd.Maintenance;
import dev.berth.crd.NewComputers;
import dev.berth.crd.Power;
import dev.berth.crd.ProviderKind;
import dev.berth.crd.SizeLimits;
import dev.berth.ttyd.AgentActivity;
import dev.berth.ttyd.BoxActivity;
import dev.berth.ttyd.BoxLease;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@code kubectl get computers} prints along a life (resources.md 7): CLASS POWER PHASE READY REASON FACES SLEEPS. */
class ComputerTranscriptTest {

    private static final Instant CREATED = Instant.parse("2026-11-21T09:24:30Z");
    private static final PublicUrl SITE = new PublicUrl("https", "example.com", -1);

    private final Computer computer = new Computer();
    private final ComputerClass type = new ComputerClass();
    private final List<Face> faces = new ArrayList<>();
    private @Nullable Instance instance;
    private ActivityBook.Entry activity = new ActivityBook().of("");
    private Instant now = CREATED;

    ComputerTranscriptTest() {
        computer.setMetadata(meta("calm-meadow-4821", CREATED));
        computer.setSpec(spec(Power.AUTO, null));
        type.setMetadata(meta("small", CREATED));
        type.setSpec(type(NewComputers.ALLOWED));
    }

    @Test
    void aLife() {
        create();
        after(2, InstancePhase.BOOTING, null);
        assertEquals("small Auto Booting False Booting 0 09:55Z", line());
        after(5, InstancePhase.READY, null);
        assertEquals("small Auto Ready True Running 0 09:55Z", line());
        now = CREATED.plusSeconds(66);
        face(1, now);
        assertEquals("small Auto Ready True Running 1 09:56Z", line());
        now = Instant.parse("2026-11-21T09:56:00Z");
        assertEquals("small Auto Ready True Running 1 now", line());
        phase(InstancePhase.SUSPENDING, null);
        assertEquals("small Auto Suspending True Suspending 1 now", line());
        phase(InstancePhase.SUSPENDED, null);
        assertEquals("small Auto Suspended True Suspended 1 asleep", line());
        now = Instant.parse("2026-11-21T11:19:30Z");
        face(2, now);
        phase(InstancePhase.RESUMING, null);
        assertEquals("small Auto Resuming True Waking 2 11:50Z", line());
        phase(InstancePhase.READY, null);
        assertEquals("small Auto Ready True Running 2 11:50Z", line());
        computer.getMetadata().setDeletionTimestamp(now.toString());
        assertEquals("small Auto Terminating False Terminating 0 leaving", line());
    }

    @Test
    void anAgentAtWork() {
        running();
        answers(new BoxActivity(
                "b", "v", 1, -1, -1, List.of(new AgentActivity("main", true, 1000, "make")), List.of(), List.of()));
        assertEquals("small Auto Ready True Running 0 agent at work", line());
    }

    @Test
    void aLease() {
        running();
        answers(new BoxActivity(
                "b", "v", 1, -1, -1, List.of(), List.of(new BoxLease("npm test", 3_600_000)), List.of()));
        assertEquals("small Auto Ready True Running 0 held to 10:24Z", line());
    }

    @Test
    void keptRunning() {
        running();
        computer.setSpec(spec(Power.RUNNING, null));
        assertEquals("small Running Ready True Running 0 never", line());
    }

    @Test
    void keptAsleep() {
        running();
        phase(InstancePhase.SUSPENDED, null);
        computer.setSpec(spec(Power.SUSPENDED, null));
        assertEquals("small Suspended Suspended True SuspendedByOwner 0 asleep", line());
    }

    @Test
    void maintenance() {
        running();
        computer.setSpec(
                spec(Power.AUTO, new Maintenance("Moving to a new image", Instant.parse("2026-11-21T12:00:00Z"))));
        assertEquals("small Auto Maintenance False Maintenance 0 on hold", line());
        assertEquals(
                "Moving to a new image; back about 12:00Z.", Conditions.message(status().conditions(), "Maintenance"));
    }

    @Test
    void anImageThatDoesNotExist() {
        create();
        after(2, InstancePhase.FAILED, "ImageMissing");
        assertEquals("small Auto Failed False ImageMissing 0", line());
    }

    @Test
    void aClassThatDoesNotExist() {
        type.setSpec(null);
        assertEquals("small Auto Pending False NotAccepted 0 on hold", line());
        assertEquals(
                "Class small does not exist; create it, or make a new computer in a class that does: kubectl get cclass.",
                Conditions.message(status().conditions(), "Accepted"));
    }

    @Test
    void aClassThatTakesNoNewComputersKeepsThoseItHas() {
        type.setSpec(type(NewComputers.REFUSED));
        assertEquals("ClassRefused", Conditions.reason(status().conditions(), "Accepted"));
        type.setSpec(type(NewComputers.ALLOWED));
        running();
        type.setSpec(type(NewComputers.REFUSED));
        assertEquals("Accepted", Conditions.reason(status().conditions(), "Accepted"));
    }

    @Test
    void aClosedFaceRaisesTheHighestClosedNumberAndNeverLowersIt() {
        running();
        face(7, now);
        faces.getFirst().getMetadata().setDeletionTimestamp(now.toString());
        assertEquals(7L, highestClosed());
        computer.setStatus(status());
        faces.clear();
        assertEquals(7L, highestClosed());
    }

    @Test
    void deletingAFaceNeverShortensTheTimeAwake() {
        running();
        now = now.plusSeconds(600);
        face(1, now);
        var before = status();
        computer.setStatus(before);
        faces.clear();
        assertEquals(
                Objects.requireNonNull(before.power()).sleepAt(),
                Objects.requireNonNull(status().power()).sleepAt());
    }

    @Test
    void theSameFactsGiveTheSameStatus() {
        running();
        face(1, now);
        computer.setStatus(status());
        now = now.plusSeconds(20);
        assertEquals(computer.getStatus(), status());
    }

    private long highestClosed() {
        var agents = Objects.requireNonNull(status().agents());
        return Objects.requireNonNullElse(agents.getFirst().highestClosedFace(), 0L);
    }

    private void running() {
        create();
        after(5, InstancePhase.READY, null);
        computer.setStatus(status());
    }

    private void create() {
        var plan = (ComputerPlanner.Plan.Create) ComputerPlanner.plan(facts(), Decision.of(facts()));
        var made = new Instance();
        made.setMetadata(meta("calm-meadow-4821-1", now));
        made.setSpec(plan.spec());
        instance = made;
    }

    private void after(long seconds, InstancePhase phase, @Nullable String trouble) {
        now = CREATED.plusSeconds(seconds);
        phase(phase, trouble);
    }

    private void phase(InstancePhase phase, @Nullable String trouble) {
        computer.setStatus(instance == null ? null : status());
        boolean machine = phase != InstancePhase.FAILED;
        var conditions = Conditions.after(null, 1, now);
        if (trouble != null) conditions.isFalse("Ready", trouble, trouble + ".");
        Objects.requireNonNull(instance)
                .setStatus(new InstanceStatus(
                        1L,
                        phase,
                        now,
                        null,
                        null,
                        null,
                        1,
                        "i",
                        machine ? "id" : null,
                        "fra",
                        null,
                        null,
                        null,
                        new BoxStatus("0.1.0", "k", "b"),
                        new Capabilities(true, true),
                        null,
                        trouble == null ? null : new Incident("INC-7K2MQ4XA", now),
                        conditions.list()));
    }

    private void answers(BoxActivity answer) {
        activity = new ActivityBook.Entry(answer, now, now);
    }

    private void face(int number, Instant at) {
        var face = new Face();
        face.setMetadata(meta("calm-meadow-4821.main." + number, at));
        face.setSpec(new FaceSpec("calm-meadow-4821", "main", number, "dev:me", null, null));
        face.setStatus(new FaceStatus(1L, FacePhase.OPEN, "main-" + number, "b", null, null, null));
        faces.add(face);
    }

    private String line() {
        var status = status();
        var power = Objects.requireNonNull(status.power());
        var ready = Objects.requireNonNull(Conditions.find(status.conditions(), "Ready"));
        var sleeps = power.sleeps() == null ? "" : " " + power.sleeps();
        return "small " + word(Objects.requireNonNull(computer.getSpec().power())) + " "
                + word(Objects.requireNonNull(status.phase())) + " "
                + word(Objects.requireNonNull(ready.status())) + " " + ready.reason() + " " + status.openFaces()
                + sleeps;
    }

    private static String word(Enum<?> value) {
        var name = value.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private ComputerStatus status() {
        return ComputerStatuses.report(facts(), Decision.of(facts()), SITE);
    }

    private ComputerFacts facts() {
        return new ComputerFacts(
                computer,
                type.getSpec() == null ? null : type,
                instance == null ? List.of() : List.of(instance),
                false,
                faces,
                activity,
                null,
                null,
                null,
                List.of(),
                Stored.NO_CHOICE,
                now);
    }

    private static ComputerSpec spec(Power power, @Nullable Maintenance maintenance) {
        return new ComputerSpec(
                "dev:me", "small", null, power, null, null, null, null, null, null, null, maintenance, null);
    }

    private static ComputerClassSpec type(NewComputers accepts) {
        var size = new MachineSize(CpuKind.SHARED, 1, new Quantity("1Gi"), new Quantity("0"));
        return new ComputerClassSpec(
                null,
                ProviderKind.CONTAINER,
                null,
                null,
                null,
                null,
                List.of("fra"),
                "box:1",
                size,
                new SizeLimits(2, new Quantity("2Gi"), null),
                null,
                new dev.berth.crd.IdlePolicy(Duration.ofMinutes(30), null, null, null, null),
                null,
                null,
                null,
                null,
                accepts,
                null);
    }

    private static ObjectMeta meta(String name, Instant created) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("default")
                .withUid("5f1c2d3e-0000-4000-8000-00000000000b")
                .withGeneration(1L)
                .withCreationTimestamp(created.toString())
                .build();
    }
}
