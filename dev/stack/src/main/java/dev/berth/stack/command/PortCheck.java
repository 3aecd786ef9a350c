package dev.berth.stack.command;

import dev.berth.stack.process.LoopbackPorts;
import dev.berth.stack.process.PortOwner;
import dev.berth.stack.process.Running;
import dev.berth.stack.tools.Failures;
import dev.berth.stack.voice.StepFailed;
import java.util.Optional;
import java.util.stream.IntStream;

/** The one port that the person knows. */
final class PortCheck {

    private static final int HIGHEST = 65_535;

    private final Invocation invocation;

    PortCheck(Invocation invocation) {
        this.invocation = invocation;
    }

    /** The detail of the step's line; a proxy of ours that an earlier {@code up} left may hold it. */
    String detail(int port, Optional<StackRecord> before) {
        if (LoopbackPorts.isFree(port)) {
            return port + " is free";
        }
        Optional<Running> ours = invocation.programs().find(BerthPrograms.PROXY);
        if (ours.isPresent() && before.isPresent() && before.get().port() == port) {
            return port + " is ours already";
        }
        String holder = PortOwner.of(port).map(PortOwner::text).orElse("another program");
        int free = IntStream.rangeClosed(port + 1, HIGHEST)
                .filter(LoopbackPorts::isFree)
                .findFirst()
                .orElseGet(() -> LoopbackPorts.free(1).getFirst());
        throw new StepFailed(Failures.portTaken(port, holder, free));
    }
}
