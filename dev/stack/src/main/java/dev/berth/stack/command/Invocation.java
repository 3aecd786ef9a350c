package dev.berth.stack.command;

import dev.berth.stack.StackFolder;
import dev.berth.stack.process.Programs;
import dev.berth.stack.tools.CacheFolder;
import dev.berth.stack.tools.Host;
import dev.berth.stack.voice.Question;
import dev.berth.stack.voice.Voice;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * One run of {@code ./berth}: where it is, and how it speaks.
 *
 * @param repository the root of the source tree
 * @param caller the directory that file names of the command line are relative to
 * @param folder the stack's own
 * @param cache shared by stacks
 * @param began when the person pressed Enter
 */
record Invocation(
        Path repository,
        Path caller,
        StackFolder folder,
        CacheFolder cache,
        Host host,
        Voice voice,
        Question question,
        Clock clock,
        Instant began) {

    Programs programs() {
        return new Programs(folder.run());
    }

    Duration elapsed() {
        return Duration.between(began, clock.instant());
    }

    /** A file of ours as the person would type it. */
    String shown(Path file) {
        return file.startsWith(repository) ? repository.relativize(file).toString() : file.toString();
    }

    /** The JDK was found before we could speak. */
    void sayJdk() {
        if (host.environment().get("BERTH_JDK_SAID") != null) {
            return;
        }
        String version = System.getProperty("java.version");
        String how = host.environment().getOrDefault("BERTH_JDK_HOW", "");
        long millis = Long.parseLong(host.environment().getOrDefault("BERTH_JDK_MILLIS", "0"));
        voice.done("jdk", "openjdk " + version + how, Duration.ofMillis(millis));
    }

    void header(String verb) {
        if (host.environment().get("BERTH_HEADER") == null) {
            boolean first = !java.nio.file.Files.isDirectory(cache.path());
            voice.header(first ? verb + ", first start on this machine" : verb);
        }
    }
}
