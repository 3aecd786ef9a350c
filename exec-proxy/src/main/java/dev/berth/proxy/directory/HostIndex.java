package dev.berth.proxy.directory;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * From alias and owner to computers. Owners are indexed by hash, since their names are long and seldom looked up: the caller compares. Of two computers
 * that claim one alias the controller has made exactly one Active.
 */
final class HostIndex {

    private final ConcurrentHashMap<String, ComputerKey> aliases = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Integer, Object> owners = new ConcurrentHashMap<>();

    Optional<ComputerKey> byAlias(String host) {
        return Optional.ofNullable(aliases.get(host));
    }

    /** The computers of this owner, perhaps with some of another. */
    List<ComputerKey> byOwner(String owner) {
        var found = owners.get(owner.hashCode());
        if (found == null) return List.of();
        return found instanceof ComputerKey only ? List.of(only) : ((Several) found).keys();
    }

    private record Several(List<ComputerKey> keys) {}

    void move(ComputerKey key, Optional<StoredComputer> from, Optional<StoredComputer> to) {
        for (var host : from.map(StoredComputer::aliases).orElse(List.of())) aliases.remove(host, key);
        for (var host : to.map(StoredComputer::aliases).orElse(List.of())) aliases.put(host, key);
        from.ifPresent(old -> owners.computeIfPresent(old.owner().hashCode(), (h, found) -> {
            var rest = keys(found).stream().filter(k -> !k.equals(key)).toList();
            return rest.isEmpty() ? null : pack(rest);
        }));
        to.ifPresent(now -> owners.merge(
                now.owner().hashCode(),
                key,
                (found, added) ->
                        pack(java.util.stream.Stream.concat(keys(found).stream(), java.util.stream.Stream.of(key))
                                .distinct()
                                .toList())));
    }

    private static List<ComputerKey> keys(Object found) {
        return found instanceof ComputerKey only ? List.of(only) : ((Several) found).keys();
    }

    // Almost every owner has one computer.
    private static Object pack(List<ComputerKey> keys) {
        return keys.size() == 1 ? keys.getFirst() : new Several(keys);
    }
}
