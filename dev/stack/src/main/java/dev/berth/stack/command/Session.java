package dev.berth.stack.command;

import dev.berth.stack.process.ProcessIdentity;

/** This process: how it was called, and who it is. */
record Session(Invocation invocation) {

    String identity() {
        return ProcessIdentity.self().toLine();
    }

    /** Another run works in the same folder. */
    int busy() {
        invocation
                .voice()
                .note("berth: another ./berth up or down is at work in "
                        + invocation.shown(invocation.folder().path()) + ". Wait for it, then try again.\n");
        return BerthCommand.FAILED;
    }
}
