package dev.berth.ttyd;

import dev.berth.ttyd.ReferenceDecoder.Control;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Everything that a scanner told its sink. */
class ScanRecord implements ClientFrameScanner.Sink {

    final ByteArrayOutputStream forwarded = new ByteArrayOutputStream();
    final List<Control> controls = new ArrayList<>();
    /** Whole payloads of input, resize and JSON messages, each after its command. */
    final List<String> payloads = new ArrayList<>();

    private final StringBuilder payload = new StringBuilder();
    int closeCode;

    @Override
    public void forward(ByteBuf bytes) {
        forwarded.writeBytes(Bytes.of(bytes));
        bytes.release();
    }

    @Override
    public void payload(byte command, byte[] chunk, boolean last) {
        payload.append(Bytes.text(chunk));
        if (last) {
            payloads.add((char) command + ":" + payload);
            payload.setLength(0);
        }
    }

    @Override
    public void control(int opcode, ByteBuf bytes) {
        controls.add(new Control(opcode, Bytes.text(Bytes.of(bytes))));
    }

    @Override
    public void violation(int code, String why) {
        closeCode = code;
    }
}
