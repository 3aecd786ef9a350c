package dev.berth.proxy.relay.boot;

import dev.berth.proxy.directory.ComputerKey;
import dev.berth.proxy.directory.Directory;
import java.time.Clock;

/** Watches every computer's start, whoever looks at it: what usually happens, and what happened this time. */
public final class BootTimes {

    private final Directory directory;
    private final Clock clock;
    private final StepTimes steps = new StepTimes();
    private final StartTimes starts = new StartTimes();

    public BootTimes(Directory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** To be called after each change of a computer, its machine or its faces. */
    public void changed(ComputerKey key) {
        var known = directory.computer(key);
        if (known.isEmpty()) {
            starts.forget(key);
            return;
        }
        steps.observe(known.get());
        starts.observe(known.get(), directory.faces(key), clock.instant());
    }

    public StartTimes starts() {
        return starts;
    }

    public BootStory story() {
        return new BootStory(steps, starts);
    }
}
