package dev.berth.stack.command;

import dev.berth.stack.process.LogTail;
import dev.berth.stack.process.ProcessIdentity;
import dev.berth.stack.process.Running;
import java.nio.file.Path;
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
        List<String> watched =
                invocation.programs().running().stream().map(Running::name).toList();
        Set<String> told = new TreeSet<>();
        while (ours()) {
            List<String> ended = watched.stream()
                    .filter(name -> invocation.programs().find(name).isEmpty())
                    .toList();
            for (String name : ended) {
                if (told.add(name)) {
                    invocation.voice().note("berth: " + sentence(name) + "\n");
                }
            }
            told.retainAll(ended);
            Thread.sleep(LOOK_AGAIN);
        }
        return BerthCommand.DONE;
    }

    private String sentence(String name) {
        Path logs = invocation.folder().log();
        if (LogTail.mentions(logs, List.of(name), "no space left on device")) {
            return name + " has ended because the disk is full; the rest still runs. Make room in "
                    + invocation.shown(invocation.folder().path())
                    + ", then run ./berth up in another terminal, which starts it again. Nothing is lost.";
        }
        return name + " has ended; the rest still runs. Log: " + invocation.shown(logs.resolve(name + ".log"))
                + ". ./berth up in another terminal starts it again.";
    }

    private boolean ours() {
        String self = ProcessIdentity.self().toLine();
        return StackRecord.read(invocation.folder())
                .filter(record -> record.owner().equals(self))
                .isPresent();
    }
}
