package dev.berth.ttyd;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A second, simple scanner, frame by frame, into which the mistakes that a first version makes can be planted: the fuzz has to find each
 * of them, or it proves nothing about the real one.
 */
final class PlantedScanner {

    enum Fault {
        JUDGES_EACH_FRAME_BY_ITS_OWN_FIRST_BYTE,
        FORGETS_A_HEADER_WHOSE_COMMAND_COMES_LATER,
        PASSES_EMPTY_FRAMES,
        KEEPS_THE_CONTINUATION_OPCODE_AFTER_ONE_EMPTY_FRAGMENT,
        KEEPS_THE_CONTINUATION_OPCODE_AFTER_SEVERAL_EMPTY_FRAGMENTS,
        ACCEPTS_UNMASKED_FRAMES,
        ACCEPTS_A_CONTINUATION_OF_NOTHING,
        MEASURES_FRAMES_INSTEAD_OF_MESSAGES,
        LETS_VIEWERS_RESIZE,
        TAKES_A_PING_FOR_THE_END_OF_THE_MESSAGE,
        UNMASKS_FROM_THE_WRONG_OFFSET
    }

    private final ClientFrameScanner.Sink sink;
    private final long maxMessageBytes;
    private final boolean readOnly;
    private final @Nullable Fault fault;
    private byte[] unread = new byte[0];
    private boolean dead;
    private int messageOpcode = -1;
    private int command = -1;
    private boolean keep;
    private boolean hello;
    private long messageBytes;
    private int emptyFragments;
    private final List<byte[]> payload = new ArrayList<>();

    PlantedScanner(ClientFrameScanner.Sink sink, long maxMessageBytes, boolean readOnly, @Nullable Fault fault) {
        this.sink = sink;
        this.maxMessageBytes = maxMessageBytes;
        this.readOnly = readOnly;
        this.fault = fault;
    }

    void feed(ByteBuf in) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(unread);
        all.writeBytes(Bytes.of(in));
        boolean headerWasAlone = unread.length >= 6;
        unread = all.toByteArray();
        while (!dead && frame(headerWasAlone)) {
            headerWasAlone = false;
        }
    }

    /** Takes one whole frame from what is unread; errors show as soon as the header is there. */
    private boolean frame(boolean headerWasAlone) {
        FrameHeader header = new FrameHeader();
        ByteBuf buffer = Unpooled.wrappedBuffer(unread);
        if (!header.take(buffer)) {
            return false;
        }
        boolean control = header.opcode() >= 8;
        boolean wrong = header.reservedBits()
                || (!header.masked() && fault != Fault.ACCEPTS_UNMASKED_FRAMES)
                || header.length() < 0
                || (control && (!header.fin() || header.length() > 125 || header.opcode() > 10))
                || (!control && header.opcode() > 2)
                || (!control && header.opcode() != 0 && messageOpcode >= 0)
                || (!control
                        && header.opcode() == 0
                        && messageOpcode < 0
                        && fault != Fault.ACCEPTS_A_CONTINUATION_OF_NOTHING);
        if (wrong) {
            die(CloseCode.PROTOCOL);
            return false;
        }
        if (!control) {
            boolean begins = header.opcode() != 0;
            long counted = begins || fault == Fault.MEASURES_FRAMES_INSTEAD_OF_MESSAGES ? 0 : messageBytes;
            if (counted + header.length() > maxMessageBytes) {
                die(CloseCode.TOO_BIG);
                return false;
            }
        }
        if (buffer.readableBytes() < header.length()) {
            return false;
        }
        byte[] body = new byte[(int) header.length()];
        int shift = fault == Fault.UNMASKS_FROM_THE_WRONG_OFFSET && body.length > 16 ? 1 : 0;
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) (buffer.readByte() ^ (header.masked() ? header.mask(i + shift) : 0));
        }
        byte[] raw = Arrays.copyOf(unread, unread.length - buffer.readableBytes());
        unread = Arrays.copyOfRange(unread, raw.length, unread.length);
        if (control) {
            if (fault == Fault.TAKES_A_PING_FOR_THE_END_OF_THE_MESSAGE) {
                command = -1;
            }
            sink.control(header.opcode(), Unpooled.wrappedBuffer(body));
        } else {
            data(header, body, raw, headerWasAlone);
        }
        return true;
    }

    private void data(FrameHeader header, byte[] body, byte[] raw, boolean headerWasAlone) {
        if (header.opcode() != 0) {
            messageOpcode = header.opcode();
            command = -1;
            keep = false;
            messageBytes = 0;
            emptyFragments = 0;
        }
        messageBytes += body.length;
        boolean perFrame = fault == Fault.JUDGES_EACH_FRAME_BY_ITS_OWN_FIRST_BYTE;
        if (body.length == 0 && command < 0) {
            emptyFragments++;
            if (fault == Fault.PASSES_EMPTY_FRAMES) {
                sink.forward(Unpooled.wrappedBuffer(raw));
            }
        } else {
            boolean start = command < 0;
            if (start) {
                command = body[0] & 0xFF;
            }
            if (start || (perFrame && body.length > 0)) {
                keep = passes(start ? command : body[0] & 0xFF);
                hello |= command == '{';
            }
            if (start && keepsContinuation()) {
                messageOpcode = 0;
            }
            if (start) {
                raw[0] = (byte) ((raw[0] & 0xF0) | messageOpcode);
            }
            if (keep && (body.length > 0 || header.fin())) {
                int skip = start && headerWasAlone && fault == Fault.FORGETS_A_HEADER_WHOSE_COMMAND_COMES_LATER
                        ? header.size()
                        : 0;
                sink.forward(Unpooled.wrappedBuffer(raw, skip, raw.length - skip));
            }
            payload.add(start && command != '{' ? Arrays.copyOfRange(body, 1, body.length) : body);
        }
        if (header.fin()) {
            tellPayload();
            messageOpcode = -1;
        }
    }

    private boolean keepsContinuation() {
        return (fault == Fault.KEEPS_THE_CONTINUATION_OPCODE_AFTER_ONE_EMPTY_FRAGMENT && emptyFragments == 1)
                || (fault == Fault.KEEPS_THE_CONTINUATION_OPCODE_AFTER_SEVERAL_EMPTY_FRAGMENTS && emptyFragments > 1);
    }

    private void tellPayload() {
        if (command == '0' || command == '1' || command == '{') {
            for (byte[] part : payload) {
                sink.payload((byte) command, part, false);
            }
            sink.payload((byte) command, new byte[0], true);
        }
        payload.clear();
    }

    private boolean passes(int first) {
        return switch (first) {
            case '{' -> !hello;
            case '0' -> !readOnly;
            case '1' -> !readOnly || fault == Fault.LETS_VIEWERS_RESIZE;
            default -> false;
        };
    }

    private void die(int code) {
        dead = true;
        sink.violation(code, "planted");
    }
}
