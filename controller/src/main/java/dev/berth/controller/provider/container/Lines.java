package dev.berth.controller.provider.container;

import dev.berth.crd.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the boot face prints about a call (BOOT.md); calls that a visitor need not know of print nothing. Pure. */
final class Lines {

    private Lines() {}

    static List<Progress> of(ContainerCall call, Instant at, Duration took) {
        return switch (call) {
            case ContainerCall.EnsureVolume _ -> line(at, "create-volume", "at " + Blueprint.WORKSPACE, took);
            case ContainerCall.CreateContainer _ -> line(at, "create-machine", "created", took);
            case ContainerCall.Start _ -> line(at, "start", "started", took);
            case ContainerCall.Unpause _ -> line(at, "resume", "resumed", took);
            case ContainerCall.Stop _ -> line(at, "stop", "stopped", took);
            case ContainerCall.EnsureNetwork _,
                    ContainerCall.FirstStart _,
                    ContainerCall.Pause _,
                    ContainerCall.RemoveContainer _,
                    ContainerCall.RemoveNetwork _,
                    ContainerCall.RemoveVolume _ -> List.of();
        };
    }

    private static List<Progress> line(Instant at, String step, String line, Duration took) {
        return List.of(new Progress(at, step, line, took.toMillis()));
    }
}
