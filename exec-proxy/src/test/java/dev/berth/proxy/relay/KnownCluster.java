package dev.berth.proxy.relay;

import dev.berth.crd.DemandWant;
import dev.berth.crd.WakeReason;
import dev.berth.proxy.directory.Cluster;
import dev.berth.proxy.directory.ComputerKey;
import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.Directory;
import dev.berth.proxy.directory.FaceDraft;
import dev.berth.proxy.directory.FaceView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A cluster of one computer that a test changes, and that remembers what the proxy wrote. */
public final class KnownCluster implements Directory, Cluster {

    public final List<WakeReason> demands = new CopyOnWriteArrayList<>();
    public final List<DemandWant> wants = new CopyOnWriteArrayList<>();
    public final List<String> deleted = new CopyOnWriteArrayList<>();
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
    private volatile ComputerView computer;
    private volatile List<FaceView> faces;

    public KnownCluster(ComputerView computer, FaceView... faces) {
        this.computer = computer;
        this.faces = List.of(faces);
    }

    public void becomes(ComputerView changed) {
        computer = changed;
        listeners.forEach(Runnable::run);
    }

    public void faces(FaceView... changed) {
        faces = List.of(changed);
        listeners.forEach(Runnable::run);
    }

    /** Subscriptions that nobody has ended. */
    public int listeners() {
        return listeners.size();
    }

    @Override
    public Optional<ComputerView> computer(ComputerKey key) {
        return Optional.of(computer);
    }

    @Override
    public List<FaceView> faces(ComputerKey key) {
        return faces;
    }

    @Override
    public Optional<FaceView> face(ComputerKey key, String agent, long number) {
        return faces.stream()
                .filter(face -> face.agent().equals(agent) && face.number() == number)
                .findFirst();
    }

    @Override
    public Subscription subscribe(ComputerKey key, Runnable changed) {
        // Each subscription is its own, even for equal callbacks.
        Runnable own = () -> changed.run();
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    @Override
    public Applied demand(FaceView face, DemandWant want, Instant at, WakeReason reason) {
        wants.add(want);
        demands.add(reason);
        return new Applied.Written(face);
    }

    @Override
    public void delete(FaceView face) {
        deleted.add(face.name());
    }

    @Override
    public Optional<ComputerKey> byName(String name) {
        return Optional.of(computer.key());
    }

    @Override
    public Optional<ComputerKey> byAlias(String host) {
        return Optional.empty();
    }

    @Override
    public List<ComputerKey> ownedBy(String owner) {
        return List.of(computer.key());
    }

    @Override
    public boolean fresh() {
        return true;
    }

    @Override
    public Created create(FaceDraft draft) {
        throw new UnsupportedOperationException("The relay makes no faces.");
    }

    @Override
    public Listing list(ComputerKey key, String agent) {
        return new Listing(faces, 1);
    }

    @Override
    public Optional<Numbers> numbers(ComputerKey key, String agent) {
        return Optional.of(new Numbers(computer.incarnation(), 0));
    }
}
