package dev.berth.e2e.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What replicas say at fault points that are armed with {@code announce} or {@code note}, read as it is said. */
public final class FaultLines {

    /** @param at for {@code announce} when the thread will go on, for {@code note} when it was there; whole milliseconds */
    public record Line(String point, String action, String subject, Instant at) {

        static Optional<Line> parse(String text) {
            var words = text.split(" ", -1);
            return words.length == 5 && words[0].equals("fault")
                    ? Optional.of(
                            new Line(words[1], words[2], words[3], Instant.ofEpochMilli(Long.parseLong(words[4]))))
                    : Optional.empty();
        }
    }

    private static final class Log {

        private final Path file;
        private long read;
        private String begun = "";

        Log(Path file) {
            this.file = file;
        }

        List<String> lines() {
            try (var channel = FileChannel.open(file)) {
                var news = ByteBuffer.allocate((int) (channel.size() - read));
                while (news.hasRemaining() && channel.read(news, read + news.position()) >= 0) {}
                read += news.position();
                var text = begun + new String(news.array(), 0, news.position(), StandardCharsets.UTF_8);
                var end = text.lastIndexOf('\n') + 1;
                begun = text.substring(end);
                return text.substring(0, end).lines().toList();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    private final List<Log> logs;

    private FaultLines(List<Log> logs) {
        this.logs = logs;
    }

    /** From the start of these replicas on, which must have been started. */
    public static FaultLines of(Replicas replicas, String... names) {
        return new FaultLines(
                Stream.of(names).map(name -> new Log(replicas.log(name))).toList());
    }

    /** What was said since the last call, in order for each replica. */
    public List<Line> read() {
        var lines = new ArrayList<Line>();
        for (var log : logs)
            log.lines().stream().flatMap(text -> Line.parse(text).stream()).forEach(lines::add);
        return lines;
    }
}
