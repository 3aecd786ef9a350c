package dev.berth.controller.computer;

import static java.util.Objects.requireNonNullElse;

import dev.berth.controller.activity.ActivityBook;
import dev.berth.controller.activity.Idle;
import dev.berth.controller.instance.BoxConfigs;
import dev.berth.controller.instance.SleepCheck;
import dev.berth.controller.provider.Drivers;
import dev.berth.crd.Computer;
import dev.berth.crd.ComputerClass;
import dev.berth.crd.Face;
import dev.berth.crd.Instance;
import dev.berth.ttyd.BoxAgent;
import dev.berth.ttyd.BoxConfig;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a computer, its class and its Faces from the API server itself, past every cache: before a box is put to sleep, and before it is told which faces may live. A list without
 * resourceVersion is linearizable, so what a proxy wrote before is seen.
 */
public final class FreshFacts implements SleepCheck, BoxConfigs {

    private final KubernetesClient client;
    private final ConfigFiles files;
    private final ActivityBook book;
    private final Drivers drivers;
    private final Clock clock;

    public FreshFacts(KubernetesClient client, ConfigFiles files, ActivityBook book, Drivers drivers, Clock clock) {
        this.client = client;
        this.files = files;
        this.book = book;
        this.drivers = drivers;
        this.clock = clock;
    }

    @Override
    public Wish wish(Instance instance) {
        var facts = facts(instance);
        if (facts == null) return new Wish.Awake();
        var wanted = Decision.of(facts).wanted();
        boolean silent = wanted.row() == 11 && facts.activity().silent();
        return wanted.isSuspended() ? new Wish.Asleep(wanted.force(), silent) : new Wish.Awake();
    }

    @Override
    public BoxConfig of(Instance instance) {
        var facts = facts(instance);
        if (facts == null) return new BoxConfig(List.of(), List.of(), 0, 0, null);
        var idle = idle(instance);
        var agents = AgentStatuses.agents(facts).stream()
                .map(agent ->
                        new BoxAgent(agent.name(), agent.command(), agent.resumeCommand(), agent.workingDirectory()))
                .toList();
        var open = facts.faces().stream()
                .filter(AgentStatuses::isOpen)
                .map(face -> face.getSpec().agent() + "/" + face.getSpec().number())
                .toList();
        return new BoxConfig(
                agents,
                open,
                idle.maxLease().toMillis(),
                idle.maxBusy().toMillis(),
                files.of(facts.computer()).files());
    }

    /** When the class says a computer sleeps. */
    public Idle idle(Instance instance) {
        var type = type(instance);
        return Idle.of(
                type == null || type.getSpec() == null ? null : type.getSpec().idle());
    }

    private @Nullable ComputerFacts facts(Instance instance) {
        var namespace = instance.getMetadata().getNamespace();
        var name = instance.getSpec().computer();
        // Faces first: of one that goes between the two reads, the Computer read after it holds the demand and the
        // number.
        var listed = list(namespace, name);
        var computer = client.resources(Computer.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
        if (computer == null || !owns(computer, instance)) return null;
        var faces = listed.stream()
                .filter(face ->
                        face.getSpec() != null && name.equals(face.getSpec().computer()))
                .filter(face -> owns(computer, face))
                .toList();
        return new ComputerFacts(
                computer,
                type(instance),
                List.of(instance),
                false,
                faces,
                book.of(instance.getMetadata().getUid()),
                instance.getSpec().configHash(),
                null,
                null,
                List.of(),
                new ProviderFacts(drivers.replay(instance.getSpec().provider()), Map.of()),
                clock.instant());
    }

    private List<Face> list(String namespace, String computer) {
        var faces = client.resources(Face.class).inNamespace(namespace);
        try {
            return faces.withField("spec.computer", computer).list().getItems();
        } catch (KubernetesClientException e) {
            // Servers before 1.31 know no selectable fields.
            if (e.getCode() != 400) throw e;
            return faces.list().getItems();
        }
    }

    private @Nullable ComputerClass type(Instance instance) {
        return client.resources(ComputerClass.class)
                .withName(instance.getSpec().className())
                .get();
    }

    /** A Face made by hand may have no owner; then its name alone says whose it is. */
    static boolean owns(Computer computer, HasMetadata child) {
        return requireNonNullElse(child.getMetadata().getOwnerReferences(), List.<OwnerReference>of()).stream()
                .filter(owner -> "Computer".equals(owner.getKind()))
                .allMatch(owner -> computer.getMetadata().getUid().equals(owner.getUid()));
    }
}
