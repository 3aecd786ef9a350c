package dev.berth.proxy.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A directory that knows what a test told it. */
public final class FixedDirectory implements Directory {

    private final List<ComputerView> computers = new ArrayList<>();
    private final List<FaceView> faces = new ArrayList<>();

    public FixedDirectory with(ComputerView computer, FaceView... itsFaces) {
        computers.add(computer);
        faces.addAll(List.of(itsFaces));
        return this;
    }

    @Override
    public Optional<ComputerView> computer(ComputerKey key) {
        return computers.stream().filter(c -> c.key().equals(key)).findFirst();
    }

    @Override
    public Optional<ComputerKey> byName(String name) {
        return computers.stream()
                .map(ComputerView::key)
                .filter(k -> k.name().equals(name))
                .findFirst();
    }

    @Override
    public Optional<ComputerKey> byAlias(String host) {
        return computers.stream()
                .filter(c -> c.aliases().contains(host))
                .map(ComputerView::key)
                .findFirst();
    }

    @Override
    public List<ComputerKey> ownedBy(String owner) {
        return computers.stream()
                .filter(c -> c.owner().equals(owner))
                .map(ComputerView::key)
                .toList();
    }

    @Override
    public List<FaceView> faces(ComputerKey key) {
        return faces.stream().filter(f -> f.computer().equals(key)).toList();
    }

    @Override
    public Optional<FaceView> face(ComputerKey key, String agent, long number) {
        return faces(key).stream()
                .filter(f -> f.number() == number && f.agent().equals(agent))
                .findFirst();
    }

    @Override
    public Subscription subscribe(ComputerKey key, Runnable changed) {
        return () -> {};
    }

    @Override
    public boolean fresh() {
        return true;
    }
}
