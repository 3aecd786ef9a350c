package dev.berth.ttyd;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Follows the frames from a machine to a browser: data passes as slices of what was read, control frames are taken out for the caller
 * (the box speaks to the proxy in pings), and it is known at any time whether a frame of our own may be put in.
 *
 * <p>Not thread-safe: one event loop owns it.
 */
public final class ServerFrameTracker {

    private final Sink sink;
    private final FrameHeader header = new FrameHeader();
    private boolean dead;
    private boolean inFrame;
    private long remaining;
    private int position;
    private boolean inMessage;
    private boolean commandKnown;
    private byte[] controlPayload = new byte[0];

    public ServerFrameTracker(Sink sink) {
        this.sink = sink;
    }

    /** Follows what has been read; the caller keeps ownership of {@code in} and finds it read to the end. */
    public void feed(ByteBuf in) {
        int from = in.readerIndex();
        while (!dead && in.isReadable()) {
            if (inFrame && !header.control()) {
                skipData(in);
                continue;
            }
            if (inFrame) {
                readControl(in);
                from = in.readerIndex();
                continue;
            }
            boolean begun = !header.isEmpty();
            int headerAt = in.readerIndex();
            if (!header.take(in)) {
                // An unfinished header waits here: it may be that of a control frame.
                pass(in, from, headerAt);
                return;
            }
            if (!beginFrame()) {
                break;
            }
            if (header.control()) {
                pass(in, from, headerAt);
                from = in.readerIndex();
                if (remaining == 0) {
                    endControl();
                }
            } else if (begun) {
                sink.forward(header.copy());
                from = in.readerIndex();
                endIfEmpty();
            } else {
                endIfEmpty();
            }
        }
        if (dead) {
            in.skipBytes(in.readableBytes());
            return;
        }
        pass(in, from, in.readerIndex());
    }

    /** Whether what was passed on so far ends between two frames. */
    public boolean atFrameBoundary() {
        return !inFrame || header.control();
    }

    /** Whether what was passed on so far ends between two messages, so that a data message of our own may follow. */
    public boolean atMessageBoundary() {
        return atFrameBoundary() && !inMessage;
    }

    private void pass(ByteBuf in, int from, int to) {
        if (to > from) {
            sink.forward(in.retainedSlice(from, to - from));
        }
    }

    private boolean beginFrame() {
        String wrong = wrong();
        if (wrong != null) {
            dead = true;
            sink.violation(wrong);
            return false;
        }
        inFrame = true;
        remaining = header.length();
        position = 0;
        if (header.control()) {
            controlPayload = new byte[(int) remaining];
        } else if (header.opcode() != WsFrames.CONTINUATION) {
            inMessage = true;
            commandKnown = false;
        }
        return true;
    }

    private @Nullable String wrong() {
        if (header.reservedBits()) {
            return "reserved bits are set";
        }
        if (header.masked()) {
            return "a frame is masked";
        }
        if (header.length() < 0) {
            return "a length has its top bit set";
        }
        if (header.control()) {
            return !header.fin() || header.length() > WsFrames.MAX_CONTROL || header.opcode() > WsFrames.PONG
                    ? "a control frame is long, in parts or not known"
                    : null;
        }
        if (header.opcode() == WsFrames.CONTINUATION) {
            return inMessage ? null : "a continuation continues nothing";
        }
        return inMessage || header.opcode() > WsFrames.BINARY ? "a message begins inside another" : null;
    }

    private void skipData(ByteBuf in) {
        if (!commandKnown) {
            commandKnown = true;
            sink.data(in.getByte(in.readerIndex()));
        }
        int length = (int) Math.min(remaining, in.readableBytes());
        in.skipBytes(length);
        remaining -= length;
        endIfEmpty();
    }

    private void endIfEmpty() {
        if (remaining == 0) {
            if (header.fin()) {
                inMessage = false;
            }
            endFrame();
        }
    }

    private void readControl(ByteBuf in) {
        int length = (int) Math.min(remaining, in.readableBytes());
        in.readBytes(controlPayload, position, length);
        position += length;
        remaining -= length;
        if (remaining == 0) {
            endControl();
        }
    }

    private void endControl() {
        int opcode = header.opcode();
        endFrame();
        sink.control(opcode, Unpooled.wrappedBuffer(controlPayload));
    }

    private void endFrame() {
        inFrame = false;
        header.clear();
    }

    /** Where the tracker's findings go, in stream order as far as data is concerned. */
    public interface Sink {

        /** Data frames; ownership passes. */
        void forward(ByteBuf bytes);

        /** A close, ping or pong; not forwarded. The payload is a heap buffer that needs no release. */
        void control(int opcode, ByteBuf payload);

        /** The first byte of a message, before it is forwarded. */
        default void data(byte command) {}

        /** The machine broke the protocol: nothing more will come. */
        void violation(String why);
    }
}
