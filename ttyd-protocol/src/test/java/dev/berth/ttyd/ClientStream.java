package dev.berth.ttyd;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/** Makes streams that a client might send: fragments, empty fragments, pings between them, and now and then a broken frame. */
final class ClientStream {

    private static final String COMMANDS = "00001{23x\0";

    private final Random random;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    ClientStream(Random random) {
        this.random = random;
    }

    byte[] make() {
        int messages = 1 + random.nextInt(6);
        for (int i = 0; i < messages; i++) {
            message();
            if (random.nextInt(40) == 0) {
                brokenFrame();
            }
        }
        byte[] bytes = out.toByteArray();
        // Sometimes the client leaves in the middle.
        return random.nextInt(10) == 0 ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes;
    }

    private void message() {
        byte[] payload = new byte[random.nextInt(5) == 0 ? 0 : length()];
        random.nextBytes(payload);
        if (payload.length > 0) {
            payload[0] = (byte) COMMANDS.charAt(random.nextInt(COMMANDS.length()));
        }
        int opcode = random.nextBoolean() ? WsFrames.BINARY : WsFrames.TEXT;
        int at = 0;
        boolean first = true;
        while (true) {
            int rest = payload.length - at;
            int part =
                    switch (random.nextInt(3)) {
                        case 0 -> 0;
                        case 1 -> rest;
                        default -> random.nextInt(rest + 1);
                    };
            boolean last = at + part == payload.length && random.nextInt(3) != 0;
            byte[] body = java.util.Arrays.copyOfRange(payload, at, at + part);
            write(WsFrames.frame(first ? opcode : WsFrames.CONTINUATION, last, body, true, random.nextInt()));
            at += part;
            first = false;
            if (last) {
                return;
            }
            if (random.nextInt(4) == 0) {
                control();
            }
        }
    }

    private int length() {
        if (random.nextInt(300) == 0) {
            return 66_000;
        }
        return switch (random.nextInt(20)) {
            case 0, 1 -> 120 + random.nextInt(12);
            case 2, 3 -> 300 + random.nextInt(300);
            case 4 -> 9_000;
            default -> 1 + random.nextInt(20);
        };
    }

    private void control() {
        int opcode = WsFrames.CLOSE + random.nextInt(3);
        byte[] body = new byte[random.nextInt(4) == 0 ? 125 : random.nextInt(8)];
        random.nextBytes(body);
        write(WsFrames.frame(opcode, true, body, true, random.nextInt()));
    }

    private void brokenFrame() {
        byte[] body = {'0', 'a'};
        switch (random.nextInt(7)) {
            case 0 -> write(WsFrames.frame(WsFrames.BINARY, true, body, false, 0));
            case 1 -> write(WsFrames.frame(WsFrames.BINARY | 0x40, true, body, true, 7));
            case 2 -> write(WsFrames.frame(WsFrames.CONTINUATION, true, body, true, 7));
            case 3 -> write(WsFrames.frame(WsFrames.PING, false, body, true, 7));
            case 4 -> write(WsFrames.frame(WsFrames.PING, true, new byte[126], true, 7));
            case 5 -> write(WsFrames.frame(11, true, body, true, 7));
            default -> write(WsFrames.frame(3, true, body, true, 7));
        }
    }

    private void write(io.netty.buffer.ByteBuf frame) {
        out.writeBytes(Bytes.of(frame));
    }
}
