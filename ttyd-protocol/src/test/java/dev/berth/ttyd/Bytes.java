package dev.berth.ttyd;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Bytes as text of one character each, so that a failed comparison can be read. */
final class Bytes {

    private Bytes() {}

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static byte[] of(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] of(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.getBytes(buffer.readerIndex(), bytes);
        return bytes;
    }
}
