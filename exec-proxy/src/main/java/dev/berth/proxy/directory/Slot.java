package dev.berth.proxy.directory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One object on a {@link Shelf}, read where it lies: kind, revision, number, length of the agent's name, the name, then the packed record, or nothing if it could not be read. What stays in
 * memory is the array alone: an object around it, or one per field, would cost a tenth of what a computer may.
 */
final class Slot {

    /** Computers come first and Faces last, agent by agent and then by number. */
    enum Kind {
        COMPUTER(0),
        INSTANCE(1),
        FACE(2);

        private final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }
    }

    private static final int REVISION = 1;
    private static final int NUMBER = REVISION + 8;
    private static final int LENGTH = NUMBER + 8;
    private static final int HEAD = LENGTH + 1;

    private final byte[] bytes;

    private Slot(byte[] bytes) {
        this.bytes = bytes;
    }

    static Slot at(byte[] bytes) {
        return new Slot(bytes);
    }

    static byte[] bytes(Kind kind, String agent, long number, long revision, @Nullable Record stored) {
        var name = agent.getBytes(StandardCharsets.UTF_8);
        var packed = stored == null ? new byte[0] : Packing.pack(stored);
        return ByteBuffer.allocate(HEAD + name.length + packed.length)
                .put(kind.code)
                .putLong(revision)
                .putLong(number)
                .put((byte) name.length)
                .put(name)
                .put(packed)
                .array();
    }

    /** The order on a shelf; equal for two states of one object. */
    static int compare(byte[] one, byte[] other) {
        int byKind = Byte.compare(one[0], other[0]);
        if (byKind != 0) return byKind;
        int byAgent = Arrays.compare(one, HEAD, HEAD + one[LENGTH], other, HEAD, HEAD + other[LENGTH]);
        return byAgent != 0 ? byAgent : Long.compare(at(one).number(), at(other).number());
    }

    boolean is(Kind kind) {
        return bytes[0] == kind.code;
    }

    boolean is(Kind kind, String agent, long number) {
        return is(kind) && number() == number && agent().equals(agent);
    }

    long revision() {
        return ByteBuffer.wrap(bytes).getLong(REVISION);
    }

    long number() {
        return ByteBuffer.wrap(bytes).getLong(NUMBER);
    }

    /** Empty but for a Face. */
    String agent() {
        return new String(bytes, HEAD, bytes[LENGTH], StandardCharsets.UTF_8);
    }

    <T> Optional<T> unpack(Class<T> type) {
        int start = HEAD + bytes[LENGTH];
        return start == bytes.length ? Optional.empty() : Optional.of(Packing.unpack(bytes, start, type));
    }
}
