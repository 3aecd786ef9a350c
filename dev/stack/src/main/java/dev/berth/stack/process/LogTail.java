package dev.berth.stack.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a tool's log: the part that tells why it failed. */
public final class LogTail {

    private static final int LOOK_BACK = 64 * 1024;

    private LogTail() {}

    /** Empties the logs of these programs, so that an old failure is never taken for a new one. */
    public static void begin(Path logs, List<String> programs) {
        try {
            Files.createDirectories(logs);
            for (String program : programs) {
                Files.deleteIfExists(logs.resolve(program + ".log"));
            }
        } catch (IOException refused) {
            throw new StartFailed("the log folder " + logs, refused);
        }
    }

    /** Whether the end of one of these programs' logs holds this text. */
    public static boolean mentions(Path logs, List<String> programs, String text) {
        return programs.stream()
                .anyMatch(program -> end(logs.resolve(program + ".log")).contains(text));
    }

    /** The last line that says something, without blanks at its ends; "it said nothing" for an empty log. */
    public static String lastWords(Path log) {
        return lastLines(log, 1).stream().findFirst().orElse("it said nothing");
    }

    /** Up to {@code count} last lines that are not blank, oldest first, as they are. */
    public static List<String> lastLines(Path log, int count) {
        List<String> lines = end(log).lines().filter(line -> !line.isBlank()).toList();
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    private static String end(Path log) {
        if (!Files.exists(log)) {
            return "";
        }
        try (var channel = Files.newByteChannel(log)) {
            channel.position(Math.max(0, channel.size() - LOOK_BACK));
            return new String(
                    java.nio.channels.Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
