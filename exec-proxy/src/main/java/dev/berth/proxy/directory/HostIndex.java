package dev.berth.proxy.directory;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** From alias to computer. Of two computers that claim one alias the controller has made exactly one Active. */
final class HostIndex {

    private final ConcurrentHashMap<String, ComputerKey> aliases = new ConcurrentHashMap<>();

    Optional<ComputerKey> byAlias(String host) {
        return Optional.ofNullable(aliases.get(host));
    }

    void move(ComputerKey key, Optional<StoredComputer> from, Optional<StoredComputer> to) {
        for (var host : from.map(StoredComputer::aliases).orElse(List.of())) aliases.remove(host, key);
        for (var host : to.map(StoredComputer::aliases).orElse(List.of())) aliases.put(host, key);
    }
}
