package dev.berth.proxy.directory;

import dev.berth.crd.ComputerClassSpec;
import dev.berth.crd.ComputerClassStatus;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The cache behind {@link Directory}: at most 1 KB of heap per known computer (measured in {@code HeapPerComputerTest}), since twenty thousand of them have to
 * fit beside their terminals. Watches write it through {@link ShelfStore}; nothing else does.
 */
public final class Shelves implements Directory {

    private final ConcurrentHashMap<String, Shelf> byName = new ConcurrentHashMap<>();
    private final HostIndex hosts = new HostIndex();
    private final ConcurrentHashMap<String, ClassView> classes = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<ComputerKey, CopyOnWriteArrayList<Runnable>> subscribers =
            new ConcurrentHashMap<>();
    private final BooleanSupplier fresh;
    private volatile Consumer<ComputerKey> everybody = key -> {};
    private volatile long faceRevision;

    /** @param fresh whether every watch is at most 60 s old */
    public Shelves(BooleanSupplier fresh) {
        this.fresh = fresh;
    }

    @Override
    public Optional<ComputerView> computer(ComputerKey key) {
        var shelf = shelf(key);
        return shelf == null ? Optional.empty() : shelf.stored().map(stored -> view(shelf, stored));
    }

    @Override
    public Optional<ComputerKey> byName(String name) {
        var shelf = byName.get(name);
        if (shelf == null) return Optional.empty();
        if (shelf.sameName == null) return shelf.hasComputer() ? Optional.of(shelf.key()) : Optional.empty();
        var rivals = new ArrayList<Map.Entry<ComputerKey, StoredComputer>>();
        for (var s = shelf; s != null; s = s.sameName) {
            var key = s.key();
            s.stored().ifPresent(stored -> rivals.add(Map.entry(key, stored)));
        }
        return rivals.stream()
                .min(Comparator.comparingLong((Map.Entry<ComputerKey, StoredComputer> e) ->
                                e.getValue().createdAt())
                        .thenComparing(e -> e.getValue().uid()))
                .map(Map.Entry::getKey);
    }

    @Override
    public Optional<ComputerKey> byAlias(String host) {
        return hosts.byAlias(host);
    }

    @Override
    public List<ComputerKey> ownedBy(String owner) {
        // Seldom asked, so a hash on each shelf is compared instead of keeping an index.
        int hash = owner.hashCode();
        return all().stream()
                .filter(shelf -> shelf.ownerHash == hash
                        && shelf.stored().filter(c -> c.owner().equals(owner)).isPresent())
                .map(Shelf::key)
                .sorted(Comparator.comparing(ComputerKey::name).thenComparing(ComputerKey::namespace))
                .toList();
    }

    @Override
    public List<FaceView> faces(ComputerKey key) {
        var shelf = shelf(key);
        if (shelf == null) return List.of();
        return shelf.stored().map(stored -> shelf.faces(stored.uid())).orElse(List.of());
    }

    @Override
    public Optional<FaceView> face(ComputerKey key, String agent, long number) {
        var shelf = shelf(key);
        if (shelf == null) return Optional.empty();
        return shelf.stored().flatMap(stored -> shelf.face(stored.uid(), agent, number));
    }

    @Override
    public Subscription subscribe(ComputerKey key, Runnable changed) {
        subscribers.compute(key, (k, list) -> {
            var subscribed = list == null ? new CopyOnWriteArrayList<Runnable>() : list;
            subscribed.add(changed);
            return subscribed;
        });
        return () -> subscribers.computeIfPresent(key, (k, list) -> {
            list.remove(changed);
            return list.isEmpty() ? null : list;
        });
    }

    /** Calls {@code listener} after each change of any computer, on the watch's thread; one at most. */
    public void afterEachChange(Consumer<ComputerKey> listener) {
        everybody = listener;
    }

    @Override
    public boolean fresh() {
        return fresh.getAsBoolean();
    }

    /** What landing needs: the Faces of one agent, of every incarnation, how new they are, and the highest number closed. */
    Lane.Cache laneCache(ComputerKey key, String agent) {
        // The revision first: Faces that arrive between the two lines are newer than it says, which is harmless.
        var revision = faceRevision;
        var shelf = shelf(key);
        if (shelf == null) return new Lane.Cache(List.of(), revision, 0);
        return new Lane.Cache(
                shelf.everyFace(agent),
                revision,
                shelf.stored().stream()
                        .flatMap(c -> c.agents().stream())
                        .filter(a -> a.name().equals(agent))
                        .mapToLong(StoredComputer.StoredAgent::highestClosed)
                        .findFirst()
                        .orElse(0));
    }

    /** How many computers are known, for the metric. */
    public int size() {
        return byName.size();
    }

    void putComputer(ComputerKey key, long revision, @Nullable StoredComputer stored) {
        update(key, shelf -> {
            var old = shelf.stored();
            shelf.put(Slot.Kind.COMPUTER, "", 0, revision, stored);
            shelf.ownerHash = stored == null ? 0 : stored.owner().hashCode();
            hosts.move(key, old, Optional.ofNullable(stored));
        });
    }

    void removeComputer(ComputerKey key) {
        update(key, shelf -> {
            var old = shelf.stored();
            shelf.remove(Slot.Kind.COMPUTER, "", 0);
            hosts.move(key, old, Optional.empty());
        });
    }

    void putInstance(ComputerKey key, long number, long revision, @Nullable StoredInstance stored) {
        update(key, s -> s.put(Slot.Kind.INSTANCE, "", number, revision, stored));
    }

    void removeInstance(ComputerKey key, long number) {
        update(key, s -> s.remove(Slot.Kind.INSTANCE, "", number));
    }

    void putFace(ComputerKey key, FaceName name, long revision, @Nullable StoredFace stored) {
        update(key, s -> s.put(Slot.Kind.FACE, name.agent(), name.number(), revision, stored));
        faceRevision = Math.max(faceRevision, revision);
    }

    void removeFace(ComputerKey key, FaceName name, long revision) {
        update(key, s -> s.remove(Slot.Kind.FACE, name.agent(), name.number()));
        faceRevision = Math.max(faceRevision, revision);
    }

    void putClass(GenericKubernetesResource object) {
        var name = object.getMetadata().getName();
        var spec = Reading.tolerantPart(object, "spec", ComputerClassSpec.class);
        var status = Reading.tolerantPart(object, "status", ComputerClassStatus.class);
        classes.put(name, ClassView.of(name, spec, status));
        classChanged(name);
    }

    void removeClass(String name) {
        classes.remove(name);
        classChanged(name);
    }

    @Nullable
    Shelf shelf(ComputerKey key) {
        var shelf = byName.get(key.name());
        while (shelf != null && !shelf.namespace().equals(key.namespace())) shelf = shelf.sameName;
        return shelf;
    }

    /** Every shelf, for the stores of the watches. */
    List<Shelf> all() {
        var all = new ArrayList<Shelf>(byName.size());
        for (var first : byName.values()) {
            for (var s = first; s != null; s = s.sameName) all.add(s);
        }
        return all;
    }

    private void update(ComputerKey key, Consumer<Shelf> change) {
        byName.compute(key.name(), (name, first) -> {
            var shelf = first;
            while (shelf != null && !shelf.namespace().equals(key.namespace())) shelf = shelf.sameName;
            var head = first;
            if (shelf == null) {
                // The map's own key text is shared, namespaces repeat: neither costs memory per computer.
                shelf = new Shelf(key.namespace().intern(), name);
                shelf.sameName = first;
                head = shelf;
            }
            change.accept(shelf);
            return shelf.empty() ? unlink(head, shelf) : head;
        });
        notify(key);
    }

    private static @Nullable Shelf unlink(@Nullable Shelf head, Shelf gone) {
        if (head == gone || head == null) return gone.sameName;
        head.sameName = unlink(head.sameName, gone);
        return head;
    }

    private ComputerView view(Shelf shelf, StoredComputer stored) {
        var known = classes.get(stored.className());
        return stored.view(
                shelf.key(),
                known == null ? ClassView.unknown(stored.className()) : known,
                shelf.machine(stored.uid()));
    }

    private void notify(ComputerKey key) {
        everybody.accept(key);
        var list = subscribers.get(key);
        if (list != null) list.forEach(Runnable::run);
    }

    private void classChanged(String name) {
        for (var key : subscribers.keySet()) {
            if (computer(key).filter(c -> c.computerClass().name().equals(name)).isPresent()) notify(key);
        }
    }
}
