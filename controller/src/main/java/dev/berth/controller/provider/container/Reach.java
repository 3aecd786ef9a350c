package dev.berth.controller.provider.container;

/** How a box is dialled from this process. */
public enum Reach {
    /** At its own address: this host routes to the engine's bridges, so no port is published at all. */
    BRIDGE,
    /** At a port that the engine publishes on 127.0.0.1: the engine runs in a virtual machine or without root. */
    LOOPBACK
}
