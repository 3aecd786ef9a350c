package dev.berth.proxy.directory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
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

    /**
     * One object in one array: revision, number, length of the agent's name, the name, then the packed record, or nothing if it could not be read. Objects of their own for these
     * few fields would cost a tenth of what a computer may.
     */
    static final class Slot {
        private static final int HEAD = 8 + 8 + 1;
        private final byte[] bytes;

        private Slot(byte[] bytes) {
            this.bytes = bytes;
        }

        static Slot of(String agent, long number, long revision, @Nullable Record stored) {
            var name = agent.getBytes(StandardCharsets.UTF_8);
            var packed = stored == null ? new byte[0] : Packing.pack(stored);
            return new Slot(ByteBuffer.allocate(HEAD + name.length + packed.length)
                    .putLong(revision)
                    .putLong(number)
                    .put((byte) name.length)
                    .put(name)
                    .put(packed)
                    .array());
        }

        String agent() {
            return new String(bytes, HEAD, bytes[HEAD - 1], StandardCharsets.UTF_8);
        }

        long number() {
            return ByteBuffer.wrap(bytes).getLong(8);
        }

        long revision() {
            return ByteBuffer.wrap(bytes).getLong(0);
        }

        private <T> Optional<T> unpack(Class<T> type) {
            int start = HEAD + bytes[HEAD - 1];
            return start == bytes.length ? Optional.empty() : Optional.of(Packing.unpack(bytes, start, type));
        }
    }

    private static final Slot[] NONE = {};
    private static final Comparator<Slot> ORDER =
            Comparator.comparing(Slot::agent).thenComparingLong(Slot::number);

    final ComputerKey key;
    /** The next shelf of the same name, in another namespace. */
    @Nullable
    Shelf sameName;

    /** Of the owner's name; 0 while there is no computer. */
    volatile int ownerHash;

    private volatile @Nullable Slot computer;
    private volatile Slot[] instances = NONE;
    private volatile Slot[] faces = NONE;

    Shelf(ComputerKey key) {
        this.key = key;
    }

    synchronized void computer(@Nullable Slot slot) {
        computer = slot;
    }

    @Nullable
    Slot computer() {
        return computer;
    }

    synchronized void putInstance(Slot slot) {
        instances = with(instances, slot);
    }

    synchronized void removeInstance(long number) {
        instances = without(instances, s -> s.number() == number);
    }

    Stream<Slot> instances() {
        return Arrays.stream(instances);
    }

    synchronized void putFace(Slot slot) {
        faces = with(faces, slot);
    }

    synchronized void removeFace(String agent, long number) {
        faces = without(faces, s -> s.number() == number && s.agent().equals(agent));
    }

    Stream<Slot> faces() {
        return Arrays.stream(faces);
    }

    boolean empty() {
        return computer == null && instances.length == 0 && faces.length == 0;
    }

    Optional<StoredComputer> stored() {
        return unpack(computer, StoredComputer.class);
    }

    /** The newest Instance of this incarnation. */
    MachineView machine(String incarnation) {
        var slots = instances;
        for (int i = slots.length - 1; i >= 0; i--) {
            var stored = unpack(slots[i], StoredInstance.class);
            if (stored.isPresent() && belongs(stored.get().computerUid(), incarnation)) {
                return stored.get().view(dev.berth.crd.Names.instance(key.name(), slots[i].number()));
            }
        }
        return new MachineView.None();
    }

    List<FaceView> faces(String incarnation) {
        return faces().flatMap(slot -> face(slot, incarnation).stream()).toList();
    }

    List<FaceView> everyFace(String agent) {
        return faces().filter(slot -> slot.agent().equals(agent))
                .flatMap(slot -> unpack(slot, StoredFace.class)
                        .map(stored -> stored.view(key, slot.agent(), slot.number(), slot.revision()))
                        .stream())
                .toList();
    }

    Optional<FaceView> face(String incarnation, String agent, long number) {
        return faces().filter(s -> s.number() == number && s.agent().equals(agent))
                .findFirst()
                .flatMap(slot -> face(slot, incarnation));
    }

    private Optional<FaceView> face(Slot slot, String incarnation) {
        return unpack(slot, StoredFace.class)
                .filter(stored -> belongs(stored.computerUid(), incarnation))
                .map(stored -> stored.view(key, slot.agent(), slot.number(), slot.revision()));
    }

    // Objects made by hand may lack the owner; the controller adds it.
    private static boolean belongs(String computerUid, String incarnation) {
        return computerUid.isEmpty() || computerUid.equals(incarnation);
    }

    private static <T> Optional<T> unpack(@Nullable Slot slot, Class<T> type) {
        return slot == null ? Optional.empty() : slot.unpack(type);
    }

    private static Slot[] with(Slot[] slots, Slot slot) {
        var rest = without(slots, s -> ORDER.compare(s, slot) == 0);
        var more = Arrays.copyOf(rest, rest.length + 1);
        more[rest.length] = slot;
        Arrays.sort(more, ORDER);
        return more;
    }

    private static Slot[] without(Slot[] slots, Predicate<Slot> gone) {
        var rest = Arrays.stream(slots).filter(gone.negate()).toArray(Slot[]::new);
        return rest.length == 0 ? NONE : rest;
    }
}
