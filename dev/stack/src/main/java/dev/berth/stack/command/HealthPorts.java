package dev.berth.stack.command;

import dev.berth.stack.process.LoopbackPorts;
import java.util.List;

/** Where the programs say how they are, on 127.0.0.1. */
record HealthPorts(int controller, int proxy) {

    static HealthPorts choose() {
        List<Integer> free = LoopbackPorts.free(2);
        return new HealthPorts(free.get(0), free.get(1));
    }
}
