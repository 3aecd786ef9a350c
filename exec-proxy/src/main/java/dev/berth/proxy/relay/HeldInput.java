package dev.berth.proxy.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Keys typed while no box takes them: at most 64 KB for at most 60 s, in order, for one boot only, since nobody's keys go into a fresh
 * shell (resources.md 4.4).
 */
final class HeldInput {

    static final int MAX_BYTES = 64 * 1024;
    static final Duration MAX_AGE = Duration.ofSeconds(60);

    private final Deque<byte[]> messages = new ArrayDeque<>();
    private int bytes;
    private Instant since = Instant.MAX;
    private String bootId = "";

    /** @param forBoot the boot in which the session lives; empty if it has none yet */
    void add(byte[] message, String forBoot, Instant now) {
        if (messages.isEmpty()) {
            since = now;
            bootId = forBoot;
        }
        messages.add(message);
        bytes += message.length;
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    boolean full(int more) {
        return bytes + more >= MAX_BYTES;
    }

    /** When the first of them is too old; {@link Instant#MAX} if there are none. */
    Instant expiresAt() {
        return messages.isEmpty() ? Instant.MAX : since.plus(MAX_AGE);
    }

    /** Whether they were typed for this boot. */
    boolean meantFor(String boot) {
        return bootId.isEmpty() || bootId.equals(boot);
    }

    /** Takes all of them out. */
    List<byte[]> take() {
        List<byte[]> all = List.copyOf(messages);
        messages.clear();
        bytes = 0;
        since = Instant.MAX;
        return all;
    }
}
