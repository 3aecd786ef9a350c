package dev.berth.stack.command;

import dev.berth.stack.tools.Failures;
import dev.berth.stack.voice.StepFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Room for what comes, asked before anything is half made. Says something only where there is none. */
final class DiskCheck {

    private static final long MEGABYTE = 1024 * 1024;
    /** etcd's journal alone is made 64 MB at a time; the rest are logs and programs. */
    private static final long STACK = 300;
    /** What images and tools take, without the build of the tools. */
    private static final long CACHE = 300;

    private final Invocation invocation;

    DiskCheck(Invocation invocation) {
        this.invocation = invocation;
    }

    void ensure() throws InterruptedException {
        check(invocation.folder().path(), STACK, "Make room there, or set BERTH_HOME to a folder on a larger disk,");
        check(invocation.cache().path(), CACHE, "Make room there, or set BERTH_CACHE to a folder on a larger disk,");
    }

    private void check(Path folder, long needed, String remedy) throws InterruptedException {
        long free = free(folder);
        if (free < needed) {
            Path shown = Path.of(invocation.shown(folder));
            invocation.voice().step("disk", progress -> {
                throw new StepFailed(Failures.diskFull(
                        shown, free, needed, remedy + " then run ./berth up again. Nothing is lost."));
            });
        }
    }

    private static long free(Path folder) {
        try {
            Files.createDirectories(folder);
            return Files.getFileStore(folder).getUsableSpace() / MEGABYTE;
        } catch (IOException refused) {
            throw new UncheckedIOException("Cannot write to " + folder, refused);
        }
    }
}
