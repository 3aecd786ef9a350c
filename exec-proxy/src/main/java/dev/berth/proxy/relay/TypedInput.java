package dev.berth.proxy.relay;

import dev.berth.ttyd.InputKind;
import dev.berth.ttyd.TerminalReports;
import java.io.ByteArrayOutputStream;

/** Puts the chunks of input messages together again where they are not simply passed on, and tells typing from reports. */
final class TypedInput {

    private static final byte[] NOTHING = new byte[0];

    private final TerminalReports.Classifier classifier = new TerminalReports.Classifier();
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    /** Reports that have not ended yet: if they turn out to be typing, they belong to it. */
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();

    /**
     * Takes a chunk.
     *
     * @param passedOn the box has these bytes already; they count, but are not kept
     * @return what was typed and is nobody's yet, once the message has ended; else nothing
     */
    byte[] chunk(byte[] chunk, boolean last, boolean passedOn) {
        InputKind kind = classifier.chunk(chunk, last);
        if (!passedOn) {
            message.writeBytes(chunk);
        }
        if (!last) {
            return NOTHING;
        }
        byte[] whole = message.toByteArray();
        message.reset();
        switch (kind) {
            case REPORTS -> unfinished.reset();
            case UNFINISHED -> unfinished.writeBytes(whole);
            case TYPING -> {
                unfinished.writeBytes(whole);
                byte[] typed = unfinished.toByteArray();
                unfinished.reset();
                return typed;
            }
        }
        return NOTHING;
    }

    /** Bytes kept so far. */
    int size() {
        return message.size() + unfinished.size();
    }
}
