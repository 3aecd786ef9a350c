package dev.berth.e2e.live;

import static org.awaitility.Awaitility.await;

import dev.berth.crd.Computer;
import dev.berth.crd.ComputerStatus;
import dev.berth.crd.Condition;
import dev.berth.crd.ConditionStatus;
import dev.berth.crd.Demand;
import dev.berth.crd.Face;
import dev.berth.crd.FaceStatus;
import dev.berth.crd.Instance;
import dev.berth.crd.InstancePhase;
import dev.berth.crd.Names;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One computer of a live Berth, in the words of its resources. */
public final class LiveComputer {

    private static final String NAMESPACE = "default";
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Berth berth;
    private final String name;

    LiveComputer(Berth berth, String name) {
        this.berth = berth;
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** Its own URL; every path below it is the landing agent's. */
    public String url() {
        return "http://" + name + ".localhost:" + berth.port() + "/";
    }

    public String previewUrl(int port) {
        return "http://" + port + "--" + name + ".preview.localhost:" + berth.port() + "/";
    }

    public Optional<Computer> get() {
        return Optional.ofNullable(berth.client()
                .resources(Computer.class)
                .inNamespace(NAMESPACE)
                .withName(name)
                .get());
    }

    public Optional<ComputerStatus> status() {
        return get().map(Computer::getStatus);
    }

    /** The Instance behind it now. */
    public Optional<Instance> instance() {
        return status().map(ComputerStatus::instance).map(instance -> berth.client()
                .resources(Instance.class)
                .inNamespace(NAMESPACE)
                .withName(instance)
                .get());
    }

    public InstancePhase phase() {
        return instance().map(Instance::getStatus).map(status -> status.phase()).orElse(InstancePhase.QUEUED);
    }

    public Optional<Condition> condition(String type) {
        return status().map(ComputerStatus::conditions).orElse(List.of()).stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }

    public boolean is(String type) {
        return condition(type)
                .filter(condition -> condition.status() == ConditionStatus.TRUE)
                .isPresent();
    }

    public LiveComputer awaitReady() {
        await(name + " ready").atMost(SOON).until(() -> is("Ready") && is("Running"));
        return this;
    }

    public LiveComputer awaitAsleep() {
        await(name + " asleep").atMost(SOON).until(() -> phase() == InstancePhase.SUSPENDED);
        return this;
    }

    public LiveComputer awaitAsleep(Duration within) {
        await(name + " asleep").atMost(within).until(() -> phase() == InstancePhase.SUSPENDED);
        return this;
    }

    /** A merge patch of its spec, as JSON. */
    public void patchSpec(String json) {
        berth.plane()
                .kubectl()
                .run("patch", "computer", name, "-n", NAMESPACE, "--type=merge", "-p", "{\"spec\":" + json + "}");
    }

    /** What [let it sleep] does: a demand, {@code at} whole seconds, later than every other one of this computer. */
    public void demandSleep(long face, Instant at) {
        demand(face, "Asleep", at);
    }

    /** The same, now or as soon after now as that is later than whatever this face was ever asked for. */
    public void demandSleep(long face) {
        demand(face, "Asleep", next(face));
    }

    /** What [Wake] does, by the same rule. */
    public void demandAwake(long face) {
        demand(face, "Awake", next(face));
    }

    private void demand(long face, String want, Instant at) {
        face(face)
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"status\":{\"demand\":{\"want\":\"%s\",\"reason\":\"Button\",\"at\":\"%s\"}}}"
                                .formatted(want, at.truncatedTo(ChronoUnit.SECONDS)));
    }

    private Instant next(long face) {
        var found = face(face).get();
        var newest = Stream.of(
                        Optional.of(found.getMetadata().getCreationTimestamp()).map(Instant::parse),
                        Optional.ofNullable(found.getStatus())
                                .map(FaceStatus::demand)
                                .map(Demand::at))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        var now = Clock.systemUTC().instant();
        return now.isAfter(newest.plusSeconds(1)) ? now : newest.plusSeconds(1);
    }

    private Resource<Face> face(long number) {
        return berth.client().resources(Face.class).inNamespace(NAMESPACE).withName(Names.face(name, "main", number));
    }

    public void delete() {
        berth.plane().kubectl().run("delete", "computer", name, "-n", NAMESPACE, "--wait=false");
    }

    public void awaitGone() {
        await(name + " gone").atMost(SOON).until(() -> get().isEmpty());
    }

    public List<Face> faces() {
        return berth.client().resources(Face.class).inNamespace(NAMESPACE).list().getItems().stream()
                .filter(face -> face.getSpec().computer().equals(name))
                .toList();
    }

    /** The engine's name of the machine behind it now. */
    public String machine() {
        return instance()
                .map(instance -> instance.getStatus().machineName())
                .orElseThrow(() -> new AssertionError(name + " has no machine"));
    }

    /** Runs a command in its box as the engine's operator, and returns what it printed. */
    public String exec(String... command) {
        var arguments = new java.util.ArrayList<>(List.of("exec", machine()));
        arguments.addAll(List.of(command));
        return Engine.cli(arguments.toArray(String[]::new));
    }

    /** What tmux shows for a face: the truth that the page must show too. */
    public String tmuxScreen(String session) {
        return exec("tmux", "-S", "/run/berth/tmux.sock", "capture-pane", "-p", "-t", "=" + session + ":");
    }
}
