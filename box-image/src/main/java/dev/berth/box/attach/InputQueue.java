package dev.berth.box.attach;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Input that waits for its terminal: before ttyd has printed something the pty is cooked, and Enter would arrive as Ctrl-J; while a
 * viewer is cut off for not reading there is no terminal at all. Fences wait behind it.
 */
final class InputQueue {

    /** Beyond this the viewer is not read any more. */
    private static final int FULL = 64 * 1024;

    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private final Deque<Runnable> fences = new ArrayDeque<>();
    private int bytes;

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    boolean full() {
        return bytes > FULL;
    }

    void add(byte[] input) {
        waiting.add(input);
        bytes += input.length;
    }

    void fence(Runnable then) {
        fences.add(then);
    }

    /** Everything goes to the link, in order, and the fences behind it. */
    void flush(TtydLink link) {
        waiting.forEach(link::input);
        clear();
        release(link::fence);
    }

    /** The terminal has ended: nothing will be delivered, and nobody waits for it. */
    void end() {
        clear();
        release(Runnable::run);
    }

    private void clear() {
        waiting.clear();
        bytes = 0;
    }

    private void release(Consumer<Runnable> with) {
        while (!fences.isEmpty()) {
            with.accept(fences.remove());
        }
    }
}
