package dev.berth.stack.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the stack trace of a fault of our own goes: people get the sentence. */
record CrashLog(Path file) {

    void write(Throwable fault) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
                fault.printStackTrace(writer);
            }
        } catch (IOException full) {
            // A full disk may be the very fault; the sentence on the terminal has to do.
        }
    }
}
