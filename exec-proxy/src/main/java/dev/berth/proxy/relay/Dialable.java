package dev.berth.proxy.relay;

import dev.berth.proxy.directory.MachineView.Machine;

/** Whether a box could be dialled at all, whatever phase the cache shows. */
final class Dialable {

    private Dialable() {}

    static boolean is(Machine machine) {
        return !machine.address().isEmpty()
                && machine.port() > 0
                && !machine.keyId().isEmpty();
    }

    /** Whether both are one box at one address: a connection to the one is a connection to the other. */
    static boolean same(Machine a, Machine b) {
        return a.sameBoot(b) && a.address().equals(b.address()) && a.port() == b.port();
    }
}
