package dev.berth.controller.computer;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.berth.crd.Computer;
import dev.berth.crd.ComputerClass;
import dev.berth.crd.CredentialRef;
import dev.berth.crd.Face;
import dev.berth.crd.Instance;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What wakes a Computer's reconciler, and the caches it reads: its Instances, Faces and class, and other computers that want the same host. */
final class ComputerSources {

    private static final String BY_CLASS = "class";
    private static final String BY_HOST = "host";
    private static final String INSTANCES = "instances-of-computers";

    private static final Comparator<Computer> OLDEST_FIRST = Comparator.comparing(
                    (Computer computer) -> Instant.parse(computer.getMetadata().getCreationTimestamp()))
            .thenComparing(computer -> computer.getMetadata().getUid());

    List<EventSource<?, Computer>> prepare(EventSourceContext<Computer> context) {
        var computers = context.getPrimaryCache();
        computers.addIndexers(
                Map.of(BY_CLASS, computer -> List.of(className(computer)), BY_HOST, ComputerSources::hosts));
        var instances = new InformerEventSource<Instance, Computer>(
                InformerEventSourceConfiguration.from(Instance.class, Computer.class)
                        .withName(INSTANCES)
                        .withSecondaryToPrimaryMapper(instance -> ComputerSources.<Instance>id(
                                instance,
                                instance.getSpec() == null
                                        ? null
                                        : instance.getSpec().computer()))
                        .build(),
                context);
        var faces = new InformerEventSource<Face, Computer>(
                InformerEventSourceConfiguration.from(Face.class, Computer.class)
                        .withName("faces-of-computers")
                        .withSecondaryToPrimaryMapper(face -> ComputerSources.<Face>id(
                                face,
                                face.getSpec() == null ? null : face.getSpec().computer()))
                        .withOnUpdateFilter(ComputerSources::counts)
                        .build(),
                context);
        var classes = new InformerEventSource<ComputerClass, Computer>(
                InformerEventSourceConfiguration.from(ComputerClass.class, Computer.class)
                        .withName("classes-of-computers")
                        .withWatchAllNamespaces()
                        .withSecondaryToPrimaryMapper(type ->
                                computers.byIndex(BY_CLASS, type.getMetadata().getName()).stream()
                                        .map(ResourceID::fromResource)
                                        .collect(Collectors.toSet()))
                        .withPrimaryToSecondaryMapper(
                                (Computer computer) -> Set.of(new ResourceID(className(computer))))
                        .withOnUpdateFilter((now, before) -> !Objects.equals(now.getSpec(), before.getSpec()))
                        .build(),
                context);
        return List.of(instances, faces, classes);
    }

    /** What was just written is read at once by the next run, before the watch has told. */
    static void remember(Context<Computer> context, Instance now, @Nullable Instance before) {
        var source = instances(context);
        var id = ResourceID.fromResource(now);
        if (before == null) source.handleRecentResourceCreate(id, now);
        else source.handleRecentResourceUpdate(id, now, before);
    }

    /** How many Instances, of whatever class, live in each account. */
    static Map<CredentialRef, Integer> machinesByAccount(Context<Computer> context) {
        return instances(context)
                .list(instance ->
                        instance.getSpec() != null && instance.getSpec().credentials() != null)
                .collect(Collectors.toMap(
                        instance -> requireNonNull(instance.getSpec().credentials()), _ -> 1, Integer::sum));
    }

    private static InformerEventSource<Instance, Computer> instances(Context<Computer> context) {
        return (InformerEventSource<Instance, Computer>)
                context.eventSourceRetriever().getEventSourceFor(Instance.class, INSTANCES);
    }

    /** Namespace of an older computer that has the name of this one; null if there is none. */
    static @Nullable String hostTaken(Computer computer, Context<Computer> context) {
        return older(computer, computer.getMetadata().getName() + ".", context);
    }

    static List<String> takenAliases(Computer computer, Context<Computer> context) {
        var spec = computer.getSpec();
        if (spec == null || spec.aliases() == null) return List.of();
        return spec.aliases().stream()
                .filter(alias -> older(computer, alias, context) != null)
                .toList();
    }

    private static @Nullable String older(Computer computer, String host, Context<Computer> context) {
        return context.getPrimaryCache().byIndex(BY_HOST, host).stream()
                .filter(other -> !other.getMetadata()
                        .getUid()
                        .equals(computer.getMetadata().getUid()))
                .filter(other -> OLDEST_FIRST.compare(other, computer) < 0)
                .map(other -> other.getMetadata().getNamespace())
                .findFirst()
                .orElse(null);
    }

    /** Its own host, told apart from aliases by a final dot, and its aliases. */
    private static List<String> hosts(Computer computer) {
        var hosts = new ArrayList<String>();
        hosts.add(computer.getMetadata().getName() + ".");
        if (computer.getSpec() != null && computer.getSpec().aliases() != null)
            hosts.addAll(computer.getSpec().aliases());
        return hosts;
    }

    /** Of a Face's status only demand, boot and acceptance concern its computer. */
    private static boolean counts(Face now, Face before) {
        var status = now.getStatus();
        var old = before.getStatus();
        return !Objects.equals(
                        now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
                || !Objects.equals(
                        now.getMetadata().getDeletionTimestamp(),
                        before.getMetadata().getDeletionTimestamp())
                || !Objects.equals(status == null ? null : status.demand(), old == null ? null : old.demand())
                || AgentStatuses.isOpen(now) != AgentStatuses.isOpen(before);
    }

    private static <R extends HasMetadata> Set<ResourceID> id(R child, @Nullable String computer) {
        return computer == null
                ? Set.of()
                : Set.of(new ResourceID(computer, child.getMetadata().getNamespace()));
    }

    private static String className(Computer computer) {
        var spec = computer.getSpec();
        return spec == null ? "" : requireNonNullElse(spec.className(), "");
    }
}
