package dev.berth.ttyd;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Decodes a whole recorded stream, slowly and plainly, as RFC 6455 reads: what the scanners are held against. */
final class ReferenceDecoder {

    /** One data message; {@code fragments} are the payload lengths of its frames. */
    record Message(int opcode, String payload, List<Integer> fragments) {
        Message(int opcode, byte[] payload, List<Integer> fragments) {
            this(opcode, Bytes.text(payload), List.copyOf(fragments));
        }

        int command() {
            return payload.charAt(0);
        }
    }

    record Control(int opcode, String payload) {}

    /**
     * @param closeCode 0, or the code that the stream has to be closed with after the messages before
     * @param rest bytes of an unfinished frame or message at the end
     */
    record Decoded(List<Message> messages, List<Control> controls, int closeCode, boolean rest) {}

    private ReferenceDecoder() {}

    static Decoded decode(byte[] stream, boolean masked, long maxMessageBytes) {
        List<Message> messages = new ArrayList<>();
        List<Control> controls = new ArrayList<>();
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        List<Integer> fragments = new ArrayList<>();
        int opcode = -1;
        int at = 0;
        while (at < stream.length) {
            if (stream.length - at < 2) {
                return new Decoded(messages, controls, 0, true);
            }
            int first = stream[at] & 0xFF;
            int second = stream[at + 1] & 0xFF;
            int lengthBytes = (second & 0x7F) == 126 ? 2 : (second & 0x7F) == 127 ? 8 : 0;
            int headerLength = 2 + lengthBytes + ((second & 0x80) != 0 ? 4 : 0);
            if (stream.length - at < headerLength) {
                return new Decoded(messages, controls, 0, true);
            }
            long length = lengthBytes == 0 ? second & 0x7F : 0;
            for (int i = 0; i < lengthBytes; i++) {
                length = length << 8 | (stream[at + 2 + i] & 0xFF);
            }
            int op = first & 0x0F;
            boolean fin = (first & 0x80) != 0;
            boolean control = op >= 8;
            boolean wrong = (first & 0x70) != 0
                    || ((second & 0x80) != 0) != masked
                    || length < 0
                    || (control && (!fin || length > 125 || op > 10))
                    || (!control && (op > 2 || (op == 0) != (opcode >= 0)));
            if (wrong) {
                return new Decoded(messages, controls, CloseCode.PROTOCOL, false);
            }
            if (!control && payload.size() + length > maxMessageBytes) {
                return new Decoded(messages, controls, CloseCode.TOO_BIG, false);
            }
            if (stream.length - at - headerLength < length) {
                return new Decoded(messages, controls, 0, true);
            }
            byte[] body = new byte[(int) length];
            for (int i = 0; i < body.length; i++) {
                int mask = masked ? stream[at + headerLength - 4 + (i & 3)] : 0;
                body[i] = (byte) (stream[at + headerLength + i] ^ mask);
            }
            at += headerLength + body.length;
            if (control) {
                controls.add(new Control(op, Bytes.text(body)));
                continue;
            }
            if (op != 0) {
                opcode = op;
            }
            payload.writeBytes(body);
            fragments.add(body.length);
            if (fin) {
                messages.add(new Message(opcode, payload.toByteArray(), fragments));
                payload.reset();
                fragments.clear();
                opcode = -1;
            }
        }
        return new Decoded(messages, controls, 0, opcode >= 0);
    }
}
