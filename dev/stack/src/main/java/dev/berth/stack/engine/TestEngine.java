package dev.berth.stack.engine;

import dev.berth.stack.StackFolder;
import dev.berth.stack.process.Programs;

/** The engine that the tests used: its end. Clusters of tests are called {@code test-…}. */
public final class TestEngine {

    private final Engine engine;
    private final Programs programs;
    private final StackFolder folder;

    public TestEngine(Engine engine, Programs programs, StackFolder folder) {
        this.engine = engine;
        this.programs = programs;
        this.folder = folder;
    }

    /** Removes the tests' containers, networks and volumes, and ends the service if it is ours. */
    public void end() {
        engine.removeOfTests();
        if (programs.find(OwnPodman.PROGRAM).isPresent()) {
            OwnPodman.stop(programs, folder);
            StackFolder.remove(folder.data());
        }
    }
}
