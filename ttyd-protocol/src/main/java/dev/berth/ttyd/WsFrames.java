package dev.berth.ttyd;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/** Encodes whole WebSocket frames (RFC 6455 section 5.2) for either side; every returned buffer belongs to the caller. */
public final class WsFrames {

    public static final int CONTINUATION = 0x0;
    public static final int TEXT = 0x1;
    public static final int BINARY = 0x2;
    public static final int CLOSE = 0x8;
    public static final int PING = 0x9;
    public static final int PONG = 0xA;

    /** Longest payload of a control frame. */
    public static final int MAX_CONTROL = 125;

    private WsFrames() {}

    /** A whole unmasked message, as a server sends it. */
    public static ByteBuf server(int opcode, byte[] payload) {
        return frame(opcode, true, payload, false, 0);
    }

    /** A whole unmasked message; the payload is copied, its reader index stays. */
    public static ByteBuf server(int opcode, ByteBuf payload) {
        return server(opcode, bytes(payload));
    }

    /** A whole masked message, as a client sends it. */
    public static ByteBuf client(int opcode, byte[] payload) {
        return frame(opcode, true, payload, true, ThreadLocalRandom.current().nextInt());
    }

    /** A whole masked message; the payload is copied, its reader index stays. */
    public static ByteBuf client(int opcode, ByteBuf payload) {
        return client(opcode, bytes(payload));
    }

    /** Terminal output for a browser, as ttyd would send it. */
    public static ByteBuf output(byte[] terminalBytes) {
        return server(BINARY, command(Ttyd.OUTPUT, terminalBytes));
    }

    /** A window title for a browser, as ttyd would send it. */
    public static ByteBuf title(String title) {
        return server(BINARY, command(Ttyd.TITLE, title.getBytes(StandardCharsets.UTF_8)));
    }

    /** Input for a terminal, as a browser would send it. */
    public static ByteBuf input(byte[] terminalBytes) {
        return client(BINARY, command(Ttyd.INPUT, terminalBytes));
    }

    /** An unmasked close frame; the reason is cut to what fits. */
    public static ByteBuf close(int code, String reason) {
        return server(CLOSE, closePayload(code, reason));
    }

    /** A masked close frame; the reason is cut to what fits. */
    public static ByteBuf clientClose(int code, String reason) {
        return client(CLOSE, closePayload(code, reason));
    }

    /** The code of a close frame's payload; 1005 (no status) if there is none. */
    public static int closeCode(ByteBuf payload) {
        return payload.readableBytes() < 2 ? 1005 : payload.getUnsignedShort(payload.readerIndex());
    }

    /** One frame with all its freedom, for tests and fragments. */
    static ByteBuf frame(int opcode, boolean last, byte[] payload, boolean masked, int mask) {
        ByteBuf out = Unpooled.buffer(14 + payload.length);
        out.writeByte((last ? 0x80 : 0) | opcode);
        int maskBit = masked ? 0x80 : 0;
        if (payload.length <= MAX_CONTROL) {
            out.writeByte(maskBit | payload.length);
        } else if (payload.length <= 0xFFFF) {
            out.writeByte(maskBit | 126).writeShort(payload.length);
        } else {
            out.writeByte(maskBit | 127).writeLong(payload.length);
        }
        if (!masked) {
            return out.writeBytes(payload);
        }
        out.writeInt(mask);
        for (int i = 0; i < payload.length; i++) {
            out.writeByte(payload[i] ^ (mask >>> (24 - 8 * (i & 3))));
        }
        return out;
    }

    private static byte[] closePayload(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, MAX_CONTROL - 2);
        // Never half a character: the reason has to be valid UTF-8 (RFC 6455 section 5.5.1).
        while (length < text.length && length > 0 && (text[length] & 0xC0) == 0x80) {
            length--;
        }
        byte[] payload = new byte[2 + length];
        payload[0] = (byte) (code >>> 8);
        payload[1] = (byte) code;
        System.arraycopy(text, 0, payload, 2, length);
        return payload;
    }

    private static byte[] command(byte command, byte[] rest) {
        byte[] message = new byte[rest.length + 1];
        message[0] = command;
        System.arraycopy(rest, 0, message, 1, rest.length);
        return message;
    }

    private static byte[] bytes(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.getBytes(buffer.readerIndex(), bytes);
        return bytes;
    }
}
