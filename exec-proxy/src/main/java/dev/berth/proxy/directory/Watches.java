package dev.berth.proxy.directory;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the {@link Shelves} true: one informer per kind (and namespace, if only some are watched). An informer reconnects for ever; how long ago all of them were
 * last connected decides whether this replica is ready.
 */
public final class Watches implements AutoCloseable {

    private static final Duration STALE = Duration.ofSeconds(60);

    private final KubernetesClient client;
    private final Set<String> namespaces;
    private final Clock clock;
    private final List<SharedIndexInformer<GenericKubernetesResource>> informers = new ArrayList<>();
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("watch-pulse").factory());
    private volatile Instant allWatching = Instant.MIN;

    /** @param namespaces which to watch; none means all */
    public Watches(KubernetesClient client, Set<String> namespaces, Clock clock) {
        this.client = client;
        this.namespaces = namespaces;
        this.clock = clock;
    }

    /** Completes when every kind has been listed once; keeps trying while the API server is away. */
    public CompletableFuture<Void> start(Shelves shelves) {
        var started = new ArrayList<CompletableFuture<Void>>();
        started.add(inform(kind("ComputerClass", "computerclasses", false), "", new KindStores.Classes(shelves)));
        for (var namespace : namespaces.isEmpty() ? Set.of("") : namespaces) {
            started.add(inform(kind("Computer", "computers", true), namespace, new KindStores.Computers(shelves)));
            started.add(inform(kind("Instance", "instances", true), namespace, new KindStores.Instances(shelves)));
            started.add(inform(kind("Face", "faces", true), namespace, new KindStores.Faces(shelves)));
        }
        var all = CompletableFuture.allOf(started.toArray(CompletableFuture[]::new));
        return all.thenRun(() -> {
            feel();
            var _ = pulse.scheduleWithFixedDelay(this::feel, 500, 500, TimeUnit.MILLISECONDS);
        });
    }

    /** Whether every watch was connected within the last minute. A connection that died without a word is found by its pings within 30 s. */
    public boolean fresh() {
        var last = allWatching;
        return !last.equals(Instant.MIN) && last.plus(STALE).isAfter(clock.instant());
    }

    @Override
    public void close() {
        pulse.shutdownNow();
        informers.forEach(SharedIndexInformer::stop);
    }

    static ResourceDefinitionContext kind(String kind, String plural, boolean namespaced) {
        return new ResourceDefinitionContext.Builder()
                .withGroup("berth.dev")
                .withVersion("v1alpha1")
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(namespaced)
                .build();
    }

    private CompletableFuture<Void> inform(ResourceDefinitionContext kind, String namespace, ShelfStore store) {
        var resources = client.genericKubernetesResources(kind);
        Informable<GenericKubernetesResource> scope;
        if (!kind.isNamespaceScoped()) scope = resources;
        else scope = namespace.isEmpty() ? resources.inAnyNamespace() : resources.inNamespace(namespace);
        var informer = scope.runnableInformer(0)
                .removeNamespaceIndex()
                .itemStore(store)
                .exceptionHandler((started, failure) -> true);
        informers.add(informer);
        return informer.start().toCompletableFuture();
    }

    private void feel() {
        if (informers.stream().allMatch(SharedIndexInformer::isWatching)) allWatching = clock.instant();
    }
}
