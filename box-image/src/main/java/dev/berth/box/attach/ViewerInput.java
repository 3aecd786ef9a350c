package dev.berth.box.attach;

import dev.berth.ttyd.ClientFrameScanner;
import dev.berth.ttyd.InputKind;
import dev.berth.ttyd.Role;
import dev.berth.ttyd.TerminalReports;
import dev.berth.ttyd.Ttyd;
import dev.berth.ttyd.Ttyd.Hello;
import dev.berth.ttyd.WsFrames;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayOutputStream;

/**
 * Turns a viewer's frames into what it means, by its role: the first message is its size, input counts and passes only from those who may
 * type, pause and resume are boxd's business, all else is nothing.
 */
final class ViewerInput implements ClientFrameScanner.Sink {

    /** What a viewer means; the role has been applied. */
    interface Meaning {
        void hello(Hello size);

        void resized(Hello size);

        /** @param typed somebody pressed a key; false for reports that a terminal sends by itself */
        void input(byte[] bytes, boolean typed);

        void paused(boolean paused);

        void ping(byte[] payload);

        void pong(String payload);

        void closed(int code);

        void broken(int closeCode, String why);
    }

    /** JSON of a size is some 50 bytes; beyond this it is cut, and what cannot be read is 80 x 24. */
    private static final int MAX_JSON = 1024;

    private final Role role;
    private final Meaning meaning;
    private final TerminalReports.Classifier classifier = new TerminalReports.Classifier();
    private final ByteArrayOutputStream json = new ByteArrayOutputStream();
    private boolean helloSeen;

    ViewerInput(Role role, Meaning meaning) {
        this.role = role;
        this.meaning = meaning;
    }

    @Override
    public void forward(ByteBuf bytes) {
        bytes.release();
    }

    /** Nothing passes as it came: every message is made anew, so that ttyd sees whole, masked, never empty frames. */
    @Override
    public boolean message(byte command, boolean passes) {
        if (command == Ttyd.PAUSE || command == Ttyd.RESUME) {
            meaning.paused(command == Ttyd.PAUSE);
        }
        return false;
    }

    @Override
    public void payload(byte command, byte[] chunk, boolean last) {
        switch (command) {
            case Ttyd.INPUT -> input(chunk, last);
            case Ttyd.JSON, Ttyd.RESIZE -> size(command, chunk, last);
            default -> {}
        }
    }

    private void input(byte[] chunk, boolean last) {
        if (role.mayType() && helloSeen) {
            meaning.input(chunk, classifier.chunk(chunk, last) == InputKind.TYPING);
        }
    }

    private void size(byte command, byte[] chunk, boolean last) {
        json.write(chunk, 0, Math.min(chunk.length, MAX_JSON - json.size()));
        if (!last) {
            return;
        }
        Hello size = Hello.parse(json.toByteArray());
        json.reset();
        if (command == Ttyd.JSON && !helloSeen) {
            helloSeen = true;
            meaning.hello(size);
        } else if (command == Ttyd.RESIZE && helloSeen) {
            // A viewer's too: its tmux client is attached with ignore-size, so only its own picture changes.
            meaning.resized(size);
        }
    }

    @Override
    public void control(int opcode, ByteBuf payload) {
        switch (opcode) {
            case WsFrames.PING -> meaning.ping(ByteBufUtil.getBytes(payload));
            case WsFrames.PONG -> meaning.pong(payload.toString(java.nio.charset.StandardCharsets.US_ASCII));
            case WsFrames.CLOSE -> meaning.closed(WsFrames.closeCode(payload));
            default -> {}
        }
    }

    @Override
    public void violation(int closeCode, String why) {
        meaning.broken(closeCode, why);
    }
}
