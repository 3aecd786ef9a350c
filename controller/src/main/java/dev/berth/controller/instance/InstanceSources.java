package dev.berth.controller.instance;

import static java.util.Objects.requireNonNullElse;

import dev.berth.controller.provider.Account;
import dev.berth.controller.provider.Drivers;
import dev.berth.controller.provider.MachinePoller;
import dev.berth.controller.status.Conditions;
import dev.berth.crd.Computer;
import dev.berth.crd.ComputerClass;
import dev.berth.crd.Face;
import dev.berth.crd.Instance;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What wakes an Instance's reconciler: its Computer, its class, demand on its Faces, and what a poll of the provider shows. */
public final class InstanceSources {

    private static final String BY_COMPUTER = "computer";
    private static final String BY_CLASS = "class";
    private static final String BY_UID = "uid";
    private static final Duration POLL = Duration.ofSeconds(10);

    private final Drivers drivers;
    private final Clock clock;
    private final MeterRegistry meters;

    public InstanceSources(Drivers drivers, Clock clock, MeterRegistry meters) {
        this.drivers = drivers;
        this.clock = clock;
        this.meters = meters;
    }

    List<EventSource<?, Instance>> prepare(EventSourceContext<Instance> context) {
        var instances = context.getPrimaryCache();
        instances.addIndexers(Map.of(
                BY_COMPUTER, instance -> List.of(computerKey(instance)),
                BY_CLASS, instance -> List.of(className(instance)),
                BY_UID, instance -> List.of(instance.getMetadata().getUid())));
        InstanceMeters.register(meters, instances);
        var computers = new InformerEventSource<Computer, Instance>(
                InformerEventSourceConfiguration.from(Computer.class, Instance.class)
                        .withName("computers-of-instances")
                        .withSecondaryToPrimaryMapper(computer -> ids(instances, BY_COMPUTER, key(computer)))
                        .withPrimaryToSecondaryMapper((Instance instance) -> Set.of(new ResourceID(
                                computerName(instance), instance.getMetadata().getNamespace())))
                        .withOnUpdateFilter(InstanceSources::concernsTheMachine)
                        .build(),
                context);
        var classes = new InformerEventSource<ComputerClass, Instance>(
                InformerEventSourceConfiguration.from(ComputerClass.class, Instance.class)
                        .withName("classes-of-instances")
                        .withWatchAllNamespaces()
                        .withSecondaryToPrimaryMapper(type ->
                                ids(instances, BY_CLASS, type.getMetadata().getName()))
                        .withPrimaryToSecondaryMapper(
                                (Instance instance) -> Set.of(new ResourceID(className(instance))))
                        .withOnUpdateFilter((now, before) -> !Objects.equals(now.getSpec(), before.getSpec()))
                        .build(),
                context);
        var faces = new InformerEventSource<Face, Instance>(
                InformerEventSourceConfiguration.from(Face.class, Instance.class)
                        .withName("faces-of-instances")
                        .withSecondaryToPrimaryMapper(face -> ids(instances, BY_COMPUTER, key(face)))
                        .withOnUpdateFilter((now, before) -> !Objects.equals(demand(now), demand(before)))
                        .build(),
                context);
        Function<String, Optional<ResourceID>> byUid =
                uid -> ids(instances, BY_UID, uid).stream().findFirst();
        var poller = new MachinePoller(drivers, () -> accounts(instances, classes), byUid, POLL, clock, meters);
        return List.of(computers, classes, faces, poller);
    }

    private Set<Account> accounts(
            IndexerResourceCache<Instance> instances, InformerEventSource<ComputerClass, Instance> classes) {
        var found = new HashSet<Account>();
        instances.list(Objects::nonNull).forEach(instance -> {
            var spec = instance.getSpec();
            if (spec == null || spec.provider() == null || !drivers.has(spec.provider())) return;
            found.add(MachineRequests.account(
                    spec,
                    spec.provider(),
                    classes.get(new ResourceID(spec.className())).orElse(null)));
        });
        return found;
    }

    private static boolean concernsTheMachine(Computer now, Computer before) {
        return !Objects.equals(
                        now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
                || !Objects.equals(
                        now.getMetadata().getAnnotations(), before.getMetadata().getAnnotations())
                || !Objects.equals(
                        now.getMetadata().getDeletionTimestamp(),
                        before.getMetadata().getDeletionTimestamp())
                || accepted(now) != accepted(before);
    }

    private static boolean accepted(Computer computer) {
        return computer.getStatus() == null
                || !Conditions.isFalse(computer.getStatus().conditions(), "Accepted");
    }

    private static @Nullable Object demand(Face face) {
        return face.getStatus() == null ? null : face.getStatus().demand();
    }

    private static Set<ResourceID> ids(IndexerResourceCache<Instance> cache, String index, String key) {
        return cache.byIndex(index, key).stream().map(ResourceID::fromResource).collect(Collectors.toSet());
    }

    private static String key(Computer computer) {
        return computer.getMetadata().getNamespace() + "/"
                + computer.getMetadata().getName();
    }

    private static String key(Face face) {
        var spec = face.getSpec();
        return face.getMetadata().getNamespace() + "/" + (spec == null ? "" : spec.computer());
    }

    private static String computerKey(Instance instance) {
        return instance.getMetadata().getNamespace() + "/" + computerName(instance);
    }

    private static String computerName(Instance instance) {
        var spec = instance.getSpec();
        return spec == null ? "" : requireNonNullElse(spec.computer(), "");
    }

    private static String className(Instance instance) {
        var spec = instance.getSpec();
        return spec == null ? "" : requireNonNullElse(spec.className(), "");
    }
}
