package dev.berth.box.port;

import io.netty.buffer.ByteBuf;

/**
 * Watches a preview's WebSocket, client to box, for data: somebody uses the page. Pings and Pongs are the machinery of an open tab and
 * no traffic (DESIGN rule 9). Reads headers only and never judges: what is no WebSocket is data.
 */
final class DataFrames {

    private static final int MAX_HEADER = 14;

    private final byte[] header = new byte[MAX_HEADER];
    private int have;
    private long payloadLeft;

    /** Looks at what is about to be relayed; reader index stays. */
    boolean seesData(ByteBuf bytes) {
        boolean data = false;
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        while (at < end) {
            if (payloadLeft > 0) {
                int skip = (int) Math.min(payloadLeft, end - at);
                payloadLeft -= skip;
                at += skip;
                continue;
            }
            header[have++] = bytes.getByte(at++);
            if (have >= 2 && have == length()) {
                data |= (header[0] & 0x08) == 0;
                payloadLeft = payload();
                have = 0;
            }
        }
        return data;
    }

    private int length() {
        int extended =
                switch (header[1] & 0x7F) {
                    case 126 -> 2;
                    case 127 -> 8;
                    default -> 0;
                };
        return 2 + extended + ((header[1] & 0x80) != 0 ? 4 : 0);
    }

    private long payload() {
        int small = header[1] & 0x7F;
        if (small < 126) {
            return small;
        }
        long length = 0;
        for (int i = 0; i < (small == 126 ? 2 : 8); i++) {
            length = length << 8 | (header[2 + i] & 0xFF);
        }
        return Math.max(0, length);
    }
}
