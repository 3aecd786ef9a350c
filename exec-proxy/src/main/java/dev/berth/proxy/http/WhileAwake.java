package dev.berth.proxy.http;

import dev.berth.proxy.directory.ComputerKey;
import dev.berth.proxy.directory.Directory;
import dev.berth.proxy.directory.MachineView.Machine;
import io.netty.channel.Channel;

/**
 * Ends what a preview has open when its computer sleeps, has started anew or is gone. A frozen box acknowledges bytes and accepts connections, so nothing else would tell (resources.md
 * 4.4: no box socket outlives a sleep).
 */
final class WhileAwake {

    private WhileAwake() {}

    /** Watches {@code box} from now until it is closed. */
    static void keep(Channel box, Directory directory, ComputerKey computer, Machine dialled) {
        Runnable look = () -> {
            if (!awake(directory, computer, dialled)) {
                var _ = box.close();
            }
        };
        var subscription = directory.subscribe(computer, () -> box.eventLoop().execute(look));
        box.closeFuture().addListener(closed -> subscription.close());
        // It may have changed just before somebody listened.
        box.eventLoop().execute(look);
    }

    /** On the way to sleep it still answers, and may turn back. */
    private static boolean awake(Directory directory, ComputerKey computer, Machine dialled) {
        return directory
                .computer(computer)
                .filter(known -> known.machine() instanceof Machine now && now.sameBoot(dialled) && stillRuns(now))
                .isPresent();
    }

    private static boolean stillRuns(Machine machine) {
        return switch (machine.phase()) {
            case READY, SUSPENDING, STOPPING -> true;
            case QUEUED, PROVISIONING, BOOTING, RESUMING, SUSPENDED, STOPPED, TERMINATING, FAILED -> false;
        };
    }
}
