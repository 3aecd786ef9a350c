package dev.berth.ttyd;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Reads the frames of a ttyd client and lets whole messages pass or drops them, without copying what passes (proxy.md section 5).
 *
 * <p>DESIGN. Only headers and the command byte, the first byte of a <em>message</em>, are looked at. A header is held back until that
 * byte is known, which may be several reads and several empty fragments later; empty fragments before it are swallowed, because ttyd
 * dies of them, and the fragment that carries it takes over the opcode of the first. Control frames may stand between fragments; they
 * go to the sink and are never forwarded. After a violation the rest of the stream is ignored.
 *
 * <p>Not thread-safe: one event loop owns it.
 */
public final class ClientFrameScanner {

    private static final int UNKNOWN = -1;

    private final Sink sink;
    private final long maxMessageBytes;
    private final FrameHeader header = new FrameHeader();
    private boolean readOnly;
    private boolean dead;

    /** The frame at hand: its header is whole, {@code remaining} bytes of its payload are to come. */
    private boolean inFrame;

    private long remaining;
    private long position;
    private byte[] controlPayload = new byte[0];

    /** The message at hand; {@code messageOpcode} is that of its first fragment. */
    private boolean inMessage;

    private int messageOpcode;
    private int command = UNKNOWN;
    private boolean keep;
    private long messageBytes;
    private boolean helloSeen;

    public ClientFrameScanner(Sink sink, long maxMessageBytes) {
        this.sink = sink;
        this.maxMessageBytes = maxMessageBytes;
    }

    /** From the next message on: true lets nothing pass but the first message; false lets input and resizes pass. */
    public void readOnly(boolean readOnly) {
        this.readOnly = readOnly;
    }

    /** Scans what has been read; the caller keeps ownership of {@code in} and finds it read to the end. */
    public void feed(ByteBuf in) {
        while (!dead && in.isReadable()) {
            if (!inFrame) {
                if (!header.take(in)) {
                    return;
                }
                beginFrame();
            } else if (header.control()) {
                readControl(in);
            } else {
                readData(in);
            }
        }
        if (dead) {
            in.skipBytes(in.readableBytes());
        }
    }

    /** No message has begun, or the last one is complete. */
    public boolean atMessageBoundary() {
        return !inMessage && !inFrame && header.isEmpty();
    }

    /** Whether what was forwarded so far ends inside a message: nothing else but a control frame may be put in now. */
    public boolean forwardingMessage() {
        return inMessage && keep;
    }

    /** Whether what was forwarded so far ends inside a frame: nothing at all may be put in now. */
    public boolean forwardingFrame() {
        return forwardingMessage() && inFrame && !header.control() && remaining > 0;
    }

    private void beginFrame() {
        String wrong = wrong();
        if (wrong != null) {
            fail(CloseCode.PROTOCOL, wrong);
            return;
        }
        inFrame = true;
        remaining = header.length();
        position = 0;
        if (header.control()) {
            controlPayload = new byte[(int) remaining];
            if (remaining == 0) {
                endControl();
            }
            return;
        }
        if (header.opcode() != WsFrames.CONTINUATION) {
            inMessage = true;
            messageOpcode = header.opcode();
            command = UNKNOWN;
            keep = false;
            messageBytes = 0;
        }
        messageBytes += remaining;
        if (messageBytes > maxMessageBytes || messageBytes < 0) {
            fail(CloseCode.TOO_BIG, "a message is longer than " + maxMessageBytes + " bytes");
            return;
        }
        if (remaining == 0) {
            endEmptyFrame();
        } else if (command != UNKNOWN && keep) {
            sink.forward(header.copy());
        }
    }

    private @org.jspecify.annotations.Nullable String wrong() {
        int opcode = header.opcode();
        if (header.reservedBits()) {
            return "reserved bits are set";
        }
        if (!header.masked()) {
            return "a frame is not masked";
        }
        if (header.length() < 0) {
            return "a length has its top bit set";
        }
        if (header.control()) {
            if (opcode > WsFrames.PONG) {
                return "opcode " + opcode + " is not known";
            }
            return !header.fin() || header.length() > WsFrames.MAX_CONTROL
                    ? "a control frame is long or in parts"
                    : null;
        }
        if (opcode > WsFrames.BINARY) {
            return "opcode " + opcode + " is not known";
        }
        if (opcode == WsFrames.CONTINUATION) {
            return inMessage ? null : "a continuation continues nothing";
        }
        return inMessage ? "a message begins inside another" : null;
    }

    private void readControl(ByteBuf in) {
        while (remaining > 0 && in.isReadable()) {
            controlPayload[(int) position] = (byte) (in.readByte() ^ header.mask(position));
            position++;
            remaining--;
        }
        if (remaining == 0) {
            endControl();
        }
    }

    private void endControl() {
        int opcode = header.opcode();
        endFrame();
        sink.control(opcode, Unpooled.wrappedBuffer(controlPayload));
    }

    private void readData(ByteBuf in) {
        if (command == UNKNOWN) {
            beginMessage((byte) (in.getByte(in.readerIndex()) ^ header.mask(0)));
        }
        int length = (int) Math.min(remaining, in.readableBytes());
        byte[] payload = unmask(in, length);
        remaining -= length;
        position += length;
        boolean last = remaining == 0 && header.fin();
        if (keep) {
            sink.forward(in.readRetainedSlice(length));
        } else {
            in.skipBytes(length);
        }
        byte of = (byte) command;
        if (remaining == 0) {
            endDataFrame();
        }
        if (carriesPayload(of)) {
            sink.payload(of, payload, last);
        }
    }

    /** The first byte is the command: now it is known whether the message passes, and the header held so far goes first. */
    private void beginMessage(byte first) {
        command = first & 0xFF;
        keep = sink.message(first, passes(first));
        if (first == Ttyd.JSON) {
            helloSeen = true;
        }
        if (keep) {
            sink.forward(header.copyAs(messageOpcode));
        }
    }

    private boolean passes(byte first) {
        return switch (first) {
            case Ttyd.JSON -> !helloSeen;
            case Ttyd.INPUT, Ttyd.RESIZE -> !readOnly;
            default -> false;
        };
    }

    private static boolean carriesPayload(byte command) {
        return command == Ttyd.INPUT || command == Ttyd.RESIZE || command == Ttyd.JSON;
    }

    /** The payload without its command byte, which JSON is part of. */
    private byte[] unmask(ByteBuf in, int length) {
        if (!carriesPayload((byte) command)) {
            return new byte[0];
        }
        int skip = atCommandByte() && command != Ttyd.JSON ? 1 : 0;
        byte[] payload = new byte[length - skip];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (in.getByte(in.readerIndex() + skip + i) ^ header.mask(position + skip + i));
        }
        return payload;
    }

    private boolean commandByteRead;

    private boolean atCommandByte() {
        boolean first = !commandByteRead;
        commandByteRead = true;
        return first;
    }

    private void endEmptyFrame() {
        byte of = (byte) command;
        boolean known = command != UNKNOWN;
        boolean last = header.fin();
        // A message without a command is nothing at all; once it is known, only the end of the message matters.
        if (known && keep && last) {
            sink.forward(header.copy());
        }
        endDataFrame();
        if (known && last && carriesPayload(of)) {
            sink.payload(of, new byte[0], true);
        }
    }

    private void endDataFrame() {
        if (header.fin()) {
            inMessage = false;
            commandByteRead = false;
        }
        endFrame();
    }

    private void endFrame() {
        inFrame = false;
        header.clear();
    }

    private void fail(int closeCode, String why) {
        dead = true;
        sink.violation(closeCode, why);
    }

    /** Where the scanner's findings go, in stream order. */
    public interface Sink {

        /** Bytes of messages that pass; ownership passes too. */
        void forward(ByteBuf bytes);

        /**
         * A data message begins.
         *
         * @param command its first byte
         * @param passes what the rules of the role say
         * @return whether it passes; a sink that holds or handles messages itself says false
         */
        default boolean message(byte command, boolean passes) {
            return passes;
        }

        /**
         * Unmasked payload of an input, resize or JSON message, whether it passes or not, without the command byte (JSON is its own).
         *
         * @param last the message ends with this chunk, which may be empty
         */
        default void payload(byte command, byte[] chunk, boolean last) {}

        /** A close, ping or pong; not forwarded. The payload is a heap buffer that needs no release. */
        void control(int opcode, ByteBuf payload);

        /** The client broke the protocol: nothing more will come; close with this code. */
        void violation(int closeCode, String why);
    }
}
