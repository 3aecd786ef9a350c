package dev.berth.stack.command;

import dev.berth.stack.StackFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** One {@code up} or {@code down} at a time in one folder. The system gives it back when its holder dies, however. */
final class RunLock implements AutoCloseable {

    private final FileChannel channel;
    private final @Nullable FileLock lock;

    private RunLock(FileChannel channel, @Nullable FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    static RunLock tryLock(StackFolder folder) {
        try {
            Files.createDirectories(folder.path());
            Path file = folder.path().resolve("lock");
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return new RunLock(channel, channel.tryLock());
        } catch (IOException refused) {
            throw new UncheckedIOException("Cannot lock " + folder.path(), refused);
        }
    }

    /** False: another {@code up} or {@code down} is at work. */
    boolean held() {
        return lock != null;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException gone) {
            // The lock goes with the channel, and the channel with the process.
        }
    }
}
