package dev.berth.ttyd;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** One frame header, collected byte by byte across reads (RFC 6455 section 5.2: 2 to 14 bytes). */
final class FrameHeader {

    private final byte[] bytes = new byte[14];
    private int have;

    /** Takes what it needs from {@code in}; true once the header is whole. */
    boolean take(ByteBuf in) {
        while (have < need()) {
            if (!in.isReadable()) {
                return false;
            }
            bytes[have++] = in.readByte();
        }
        return true;
    }

    void clear() {
        have = 0;
    }

    boolean isEmpty() {
        return have == 0;
    }

    int size() {
        return have;
    }

    private int need() {
        if (have < 2) {
            return 2;
        }
        return 2 + lengthBytes() + (masked() ? 4 : 0);
    }

    private int lengthBytes() {
        return switch (bytes[1] & 0x7F) {
            case 126 -> 2;
            case 127 -> 8;
            default -> 0;
        };
    }

    boolean fin() {
        return (bytes[0] & 0x80) != 0;
    }

    boolean reservedBits() {
        return (bytes[0] & 0x70) != 0;
    }

    int opcode() {
        return bytes[0] & 0x0F;
    }

    boolean control() {
        return (opcode() & 0x8) != 0;
    }

    boolean masked() {
        return (bytes[1] & 0x80) != 0;
    }

    /** Length of the payload; negative if the top bit of the 64-bit form is set, which is an error. */
    long length() {
        int count = lengthBytes();
        if (count == 0) {
            return bytes[1] & 0x7F;
        }
        long length = 0;
        for (int i = 0; i < count; i++) {
            length = length << 8 | (bytes[2 + i] & 0xFF);
        }
        return length;
    }

    /** Byte {@code i & 3} of the mask. */
    byte mask(long i) {
        return bytes[have - 4 + (int) (i & 3)];
    }

    /** The header as it came. */
    ByteBuf copy() {
        return Unpooled.copiedBuffer(bytes, 0, have);
    }

    /** The header with another opcode, for a continuation that becomes the start of its message. */
    ByteBuf copyAs(int opcode) {
        ByteBuf copy = copy();
        copy.setByte(0, (bytes[0] & 0xF0) | opcode);
        return copy;
    }
}
