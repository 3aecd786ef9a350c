package dev.berth.box.face;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Every face that ever got a session, noted on the volume before it was made: {@code system/state/faces}, one line {@code main/1 bootId}
 * each. A half line, left by a full disk or a crash, is skipped and closed by the next note.
 */
public final class FaceLedger {

    private final Path file;
    private final String bootId;
    private final Map<FaceId, String> bootOf = new HashMap<>();

    public FaceLedger(Path file, String bootId) throws IOException {
        this.file = file;
        this.bootId = bootId;
        if (Files.exists(file)) {
            Files.readAllLines(file).forEach(this::take);
        }
    }

    private void take(String line) {
        String[] words = line.split(" ", -1);
        if (words.length == 2) {
            FaceId.parse(words[0]).ifPresent(face -> bootOf.put(face, words[1]));
        }
    }

    public boolean noted(FaceId face) {
        return bootOf.containsKey(face);
    }

    /** Whether this agent had faces before the last cold start, and none since: its program is to be resumed, not started anew. */
    public boolean resumes(String agent) {
        var boots = bootOf.entrySet().stream()
                .filter(entry -> entry.getKey().agent().equals(agent))
                .map(Map.Entry::getValue)
                .toList();
        return !boots.isEmpty() && !boots.contains(bootId);
    }

    /** Writes the face down and returns once the disk has it. */
    public void note(FaceId face) throws IOException {
        byte[] line = (face + " " + bootId + "\n").getBytes(StandardCharsets.US_ASCII);
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.position(channel.size());
            if (endsInsideLine(channel)) {
                channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
            }
            ByteBuffer bytes = ByteBuffer.wrap(line);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        bootOf.put(face, bootId);
    }

    private static boolean endsInsideLine(FileChannel channel) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
    }
}
