package dev.berth.proxy.directory;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store of one informer, kept on the {@link Shelves}: what the informer would hold twice is held once, packed. It gives back objects of which only name and
 * resourceVersion are true, which is all that an informer compares.
 */
abstract class ShelfStore implements ItemStore<GenericKubernetesResource> {

    private static final Logger log = LoggerFactory.getLogger(ShelfStore.class);

    protected final Shelves shelves;
    private final String kind;
    /** Objects whose name has no place on a shelf; they are remembered only so that the informer finds them again. */
    private final ConcurrentHashMap<String, Long> strays = new ConcurrentHashMap<>();

    ShelfStore(Shelves shelves, String kind) {
        this.shelves = shelves;
        this.kind = kind;
    }

    /** Puts it on its shelf. @throws IllegalArgumentException if its name has none */
    protected abstract void shelve(String namespace, String name, long revision, GenericKubernetesResource object);

    /** Takes it off. */
    protected abstract void unshelve(String namespace, String name, long revision);

    /** Its revision, or -1 if it is not there. */
    protected abstract long revision(String namespace, String name);

    protected abstract Stream<String> shelved();

    /** Reads what it can; an object of an unexpected shape is as good as absent, and stops nobody else. */
    protected static <T> @Nullable T read(
            GenericKubernetesResource object, java.util.function.Function<GenericKubernetesResource, T> reader) {
        try {
            return reader.apply(object);
        } catch (RuntimeException unreadable) {
            log.atWarn()
                    .addKeyValue("kind", object.getKind())
                    .addKeyValue("namespace", object.getMetadata().getNamespace())
                    .addKeyValue("name", object.getMetadata().getName())
                    .addKeyValue("cause", unreadable.getMessage())
                    .log("Left out an object that cannot be read; correct it with kubectl");
            return null;
        }
    }

    @Override
    public String getKey(GenericKubernetesResource object) {
        return Cache.metaNamespaceKeyFunc(object);
    }

    @Override
    public @Nullable GenericKubernetesResource put(String key, GenericKubernetesResource object) {
        var old = get(key);
        var revision = Reading.revision(object);
        try {
            shelve(namespace(key), name(key), revision, object);
        } catch (IllegalArgumentException noShelf) {
            strays.put(key, revision);
        }
        return old;
    }

    @Override
    public @Nullable GenericKubernetesResource remove(String key) {
        var old = get(key);
        if (strays.remove(key) == null && old != null) {
            unshelve(namespace(key), name(key), Reading.revision(old));
        }
        return old;
    }

    @Override
    public @Nullable GenericKubernetesResource get(String key) {
        var stray = strays.get(key);
        long revision = stray != null ? stray : revision(namespace(key), name(key));
        if (revision < 0) return null;
        var skeleton = new GenericKubernetesResource();
        skeleton.setKind(kind);
        skeleton.setApiVersion("berth.dev/v1alpha1");
        skeleton.setMetadata(new ObjectMetaBuilder()
                .withName(name(key))
                .withNamespace(namespace(key).isEmpty() ? null : namespace(key))
                .withResourceVersion(Long.toString(revision))
                .build());
        return skeleton;
    }

    @Override
    public Stream<String> keySet() {
        return Stream.concat(shelved(), strays.keySet().stream());
    }

    @Override
    public Stream<GenericKubernetesResource> values() {
        return keySet().map(this::get).filter(java.util.Objects::nonNull);
    }

    @Override
    public int size() {
        return (int) keySet().count();
    }

    @Override
    public boolean isFullState() {
        return false;
    }

    static String namespace(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? "" : key.substring(0, slash);
    }

    static String name(String key) {
        return key.substring(key.indexOf('/') + 1);
    }
}
