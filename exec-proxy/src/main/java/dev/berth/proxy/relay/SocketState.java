package dev.berth.proxy.relay;

import dev.berth.proxy.directory.FaceView;
import dev.berth.proxy.directory.MachineView.Machine;

/** What a terminal socket has to be now, as {@link SocketPlanner} decides. */
sealed interface SocketState {

    /** It ends, with this code. */
    record Closing(int code, String reason) implements SocketState {}

    /** Browser and box speak to each other. */
    record Spliced() implements SocketState {}

    /** Spliced, but the box asked to hold: what is typed waits here. */
    record Held() implements SocketState {}

    /** On the way into this box. */
    record Attaching(Machine machine, FaceView face) implements SocketState {}

    /** The computer sleeps; the last screen stays. */
    record Asleep() implements SocketState {}

    /** The boot face speaks. */
    record Synthetic() implements SocketState {}

    /** Whether the box side is used, so must stay. */
    default boolean usesBox() {
        return switch (this) {
            case Spliced s -> true;
            case Held h -> true;
            case Attaching a -> true;
            case Closing c -> false;
            case Asleep a -> false;
            case Synthetic s -> false;
        };
    }
}
