package dev.berth.proxy.directory;

import dev.berth.crd.Names;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything known of one computer, packed. Three watches write it, one call at a time each, so writers synchronise; readers see whole arrays.
 *
 * <p>A Face or an Instance may be here before its Computer, since their watches know nothing of each other.
 */
final class Shelf {

    private static final byte[][] NOTHING = {};

    // Not a ComputerKey: an object of its own for two references would be a fortieth of what a computer may cost.
    private final String namespace;
    private final String name;

    /** The next shelf of the same name, in another namespace. */
    @Nullable
    Shelf sameName;

    /** Of the owner's name; 0 while there is no computer. */
    volatile int ownerHash;

    /** As {@link Slot} orders them. */
    private volatile byte[][] slots = NOTHING;

    Shelf(String namespace, String name) {
        this.namespace = namespace;
        this.name = name;
    }

    ComputerKey key() {
        return new ComputerKey(namespace, name);
    }

    String namespace() {
        return namespace;
    }

    synchronized void put(Slot.Kind kind, String agent, long number, long revision, @Nullable Record stored) {
        var slot = Slot.bytes(kind, agent, number, revision, stored);
        var rest = without(other -> Slot.compare(other, slot) == 0);
        var more = Arrays.copyOf(rest, rest.length + 1);
        more[rest.length] = slot;
        Arrays.sort(more, Slot::compare);
        slots = more;
    }

    synchronized void remove(Slot.Kind kind, String agent, long number) {
        slots = without(slot -> Slot.at(slot).is(kind, agent, number));
    }

    private byte[][] without(Predicate<byte[]> gone) {
        var rest = Arrays.stream(slots).filter(gone.negate()).toArray(byte[][]::new);
        return rest.length == 0 ? NOTHING : rest;
    }

    boolean empty() {
        return slots.length == 0;
    }

    boolean hasComputer() {
        return computer().isPresent();
    }

    Optional<Slot> computer() {
        return all(Slot.Kind.COMPUTER).findFirst();
    }

    Stream<Slot> instances() {
        return all(Slot.Kind.INSTANCE);
    }

    Stream<Slot> faces() {
        return all(Slot.Kind.FACE);
    }

    private Stream<Slot> all(Slot.Kind kind) {
        return Arrays.stream(slots).map(Slot::at).filter(slot -> slot.is(kind));
    }

    Optional<StoredComputer> stored() {
        return computer().flatMap(slot -> slot.unpack(StoredComputer.class));
    }

    /** The newest Instance of this incarnation. */
    MachineView machine(String incarnation) {
        for (var slot : instances().toList().reversed()) {
            var stored = slot.unpack(StoredInstance.class);
            if (stored.isPresent() && belongs(stored.get().computerUid(), incarnation)) {
                return stored.get().view(Names.instance(name, slot.number()));
            }
        }
        return new MachineView.None();
    }

    List<FaceView> faces(String incarnation) {
        return faces().flatMap(slot -> face(slot, incarnation).stream()).toList();
    }

    List<FaceView> everyFace(String agent) {
        return faces().filter(slot -> slot.agent().equals(agent))
                .flatMap(slot -> slot.unpack(StoredFace.class).map(stored -> view(slot, stored)).stream())
                .toList();
    }

    Optional<FaceView> face(String incarnation, String agent, long number) {
        return faces().filter(slot -> slot.is(Slot.Kind.FACE, agent, number))
                .findFirst()
                .flatMap(slot -> face(slot, incarnation));
    }

    private Optional<FaceView> face(Slot slot, String incarnation) {
        return slot.unpack(StoredFace.class)
                .filter(stored -> belongs(stored.computerUid(), incarnation))
                .map(stored -> view(slot, stored));
    }

    private FaceView view(Slot slot, StoredFace stored) {
        return stored.view(key(), slot.agent(), slot.number(), slot.revision());
    }

    // Objects made by hand may lack the owner; the controller adds it.
    private static boolean belongs(String computerUid, String incarnation) {
        return computerUid.isEmpty() || computerUid.equals(incarnation);
    }
}
