package dev.berth.box.intake;

import java.util.ArrayDeque;
import java.util.Deque;

/** One browser, its proxy, and the wires to the box and back. */
final class IntakeTerminal {

    /** What a proxy has sent and the box has not read yet. */
    sealed interface Sent {
        record Key(int number) implements Sent {}

        record Pong() implements Sent {}

        record Went() implements Sent {}
    }

    final Deque<Sent> toBox = new ArrayDeque<>();
    final Deque<String> toProxy = new ArrayDeque<>();
    final Deque<Integer> typed = new ArrayDeque<>();
    boolean holding;
    boolean deaf;
    boolean closed;
}
