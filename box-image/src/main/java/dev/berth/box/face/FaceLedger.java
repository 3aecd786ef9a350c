package dev.berth.box.face;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every face that ever got a session, noted on the volume before it was made: {@code system/state/faces}, one line {@code main/1 bootId}
 * each. A half line, left by a crash, is skipped and closed by the next note.
 *
 * <p>Blank lines at its end keep room for the next notes: on a disk that a person has filled a new terminal still opens, and that is where
 * room is made again.
 */
public final class FaceLedger {

    private static final Logger log = LoggerFactory.getLogger(FaceLedger.class);
    /** Enough for some hundred faces. */
    private static final int ROOM_BYTES = 32 * 1024;

    private final Path file;
    private final String bootId;
    private final Map<FaceId, String> bootOf = new HashMap<>();
    /** Where the blank lines begin. */
    private long end;

    public FaceLedger(Path file, String bootId) throws IOException {
        this.file = file;
        this.bootId = bootId;
        if (Files.exists(file)) {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            text.lines().forEach(this::take);
            end = text.stripTrailing().length();
        }
        keepRoom();
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
        byte[] line = (end == 0 ? "" : "\n").concat(face + " " + bootId + "\n").getBytes(StandardCharsets.US_ASCII);
        try (var channel = open()) {
            write(channel, line, end);
            channel.force(true);
            end += line.length - 1;
        }
        bootOf.put(face, bootId);
        if (Files.size(file) - end < ROOM_BYTES / 2) {
            keepRoom();
        }
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** As far as the disk allows: a note that finds no room later says so itself. */
    private void keepRoom() {
        byte[] blank = new byte[ROOM_BYTES];
        Arrays.fill(blank, (byte) '\n');
        try (var channel = open()) {
            write(channel, blank, end);
        } catch (IOException full) {
            log.atWarn().addKeyValue("cause", full.getMessage()).log("No room is kept for new faces");
        }
    }

    private static void write(FileChannel channel, byte[] bytes, long position) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            channel.write(left, position + left.position());
        }
    }
}
