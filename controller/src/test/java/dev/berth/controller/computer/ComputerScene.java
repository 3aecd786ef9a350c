package dev.berth.controller.computer;

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
import dev.berth.ttyd.BoxActivity;
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

/** One computer with its machine and faces at a moment, easy to move on, and the line that {@code kubectl get computers} prints of it. */
abstract class ComputerScene {

    static final Instant CREATED = Instant.parse("2026-11-21T09:24:30Z");
    static final PublicUrl SITE = new PublicUrl("https", "example.com", -1);

    final Computer computer = new Computer();
    final ComputerClass type = new ComputerClass();
    final List<Face> faces = new ArrayList<>();

    @Nullable
    Instance instance;

    ActivityBook.Entry activity = new ActivityBook().of("");
    Instant now = CREATED;

    ComputerScene() {
        computer.setMetadata(meta("calm-meadow-4821", CREATED));
        computer.setSpec(spec(Power.AUTO, null));
        type.setMetadata(meta("small", CREATED));
        type.setSpec(type(NewComputers.ALLOWED));
    }

    final long highestClosed() {
        var agents = Objects.requireNonNull(status().agents());
        return Objects.requireNonNullElse(agents.getFirst().highestClosedFace(), 0L);
    }

    final void running() {
        create();
        after(5, InstancePhase.READY, null);
        computer.setStatus(status());
    }

    final void create() {
        var plan = (ComputerPlanner.Plan.Create) ComputerPlanner.plan(facts(), Decision.of(facts()));
        var made = new Instance();
        made.setMetadata(meta("calm-meadow-4821-1", now));
        made.setSpec(plan.spec());
        instance = made;
    }

    final void after(long seconds, InstancePhase phase, @Nullable String trouble) {
        now = CREATED.plusSeconds(seconds);
        phase(phase, trouble);
    }

    final void phase(InstancePhase phase, @Nullable String trouble) {
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

    final void answers(BoxActivity answer) {
        activity = new ActivityBook.Entry(answer, now, now);
    }

    final void face(int number, Instant at) {
        var face = new Face();
        face.setMetadata(meta("calm-meadow-4821.main." + number, at));
        face.setSpec(new FaceSpec("calm-meadow-4821", "main", number, "dev:me", null, null));
        face.setStatus(new FaceStatus(1L, FacePhase.OPEN, "main-" + number, "b", null, null, null));
        faces.add(face);
    }

    final String line() {
        var status = status();
        var power = Objects.requireNonNull(status.power());
        var ready = Objects.requireNonNull(Conditions.find(status.conditions(), "Ready"));
        var sleeps = power.sleeps() == null ? "" : " " + power.sleeps();
        return "small " + word(Objects.requireNonNull(computer.getSpec().power())) + " "
                + word(Objects.requireNonNull(status.phase())) + " "
                + word(Objects.requireNonNull(ready.status())) + " " + ready.reason() + " " + status.openFaces()
                + sleeps;
    }

    static String word(Enum<?> value) {
        var name = value.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    final ComputerStatus status() {
        return ComputerStatuses.report(facts(), Decision.of(facts()), SITE);
    }

    final ComputerFacts facts() {
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

    static ComputerSpec spec(Power power, @Nullable Maintenance maintenance) {
        return new ComputerSpec(
                "dev:me", "small", null, power, null, null, null, null, null, null, null, maintenance, null);
    }

    static ComputerClassSpec type(NewComputers accepts) {
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

    static ObjectMeta meta(String name, Instant created) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("default")
                .withUid("5f1c2d3e-0000-4000-8000-00000000000b")
                .withGeneration(1L)
                .withCreationTimestamp(created.toString())
                .build();
    }
}
