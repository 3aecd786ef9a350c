package dev.berth.stack.command;

import dev.berth.stack.process.ProcessIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** An {@code up} that stays: until Ctrl-C, or until a {@code down} elsewhere has ended the stack. */
final class Foreground {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Invocation invocation;

    Foreground(Invocation invocation) {
        this.invocation = invocation;
    }

    /** Returns the exit code; Ctrl-C comes out as an interrupt. */
    int waitForEnd() throws InterruptedException {
        Set<String> told = new TreeSet<>();
        while (ours()) {
            for (String name : ended()) {
                if (told.add(name)) {
                    invocation
                            .voice()
                            .note("berth: the " + name + " has ended; the rest still runs. Log: "
                                    + invocation.shown(invocation.folder().log().resolve(name + ".log"))
                                    + ". ./berth up in another terminal starts it again.\n");
                }
            }
            told.retainAll(ended());
            Thread.sleep(LOOK_AGAIN);
        }
        return BerthCommand.DONE;
    }

    private boolean ours() {
        String self = ProcessIdentity.self().toLine();
        return StackRecord.read(invocation.folder())
                .filter(record -> record.owner().equals(self))
                .isPresent();
    }

    private List<String> ended() {
        return BerthPrograms.NAMES.stream()
                .filter(name -> invocation.programs().find(name).isEmpty())
                .toList();
    }
}
