package dev.berth.box.attach;

import dev.berth.ttyd.Ttyd;
import dev.berth.ttyd.WsFrames;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * What goes out to one viewer, and how far it is behind. A viewer is behind when more than 1 MB waits for it, in Netty or because it
 * said pause; it has caught up when less than 64 KB do. Closing never waits longer than 5 s for a viewer that does not read.
 */
final class ViewerOutput {

    static final int BEHIND = 1 << 20;
    private static final int CAUGHT_UP = 64 * 1024;
    private static final long CLOSE_PATIENCE_SECONDS = 5;

    /** Cancels whatever escape sequence the cut stream stopped in, so that tmux's repaint is read from its first byte. */
    private static final byte[] CANCEL = {0x18};

    private final Channel channel;
    private final Deque<ByteBuf> held = new ArrayDeque<>();
    private int heldBytes;
    private boolean paused;
    private boolean closing;

    ViewerOutput(Channel channel) {
        this.channel = channel;
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(CAUGHT_UP, BEHIND));
    }

    /** Passes a whole frame of ttyd on; takes ownership. */
    void frame(WebSocketFrame frame) {
        ByteBuf payload = frame.content();
        ByteBuf header = Unpooled.buffer(10);
        header.writeByte((frame.isFinalFragment() ? 0x80 : 0) | opcode(frame));
        int length = payload.readableBytes();
        if (length <= 125) {
            header.writeByte(length);
        } else if (length <= 0xFFFF) {
            header.writeByte(126).writeShort(length);
        } else {
            header.writeByte(127).writeLong(length);
        }
        data(Unpooled.wrappedBuffer(header, payload));
    }

    void title(String title) {
        data(WsFrames.title(title));
    }

    /** The start of a stream: title and, since every ttyd client waits for them, empty preferences. */
    void greet(String title) {
        title(title);
        data(WsFrames.server(WsFrames.BINARY, new byte[] {Ttyd.PREFERENCES, '{', '}'}));
    }

    /** Output begins anew after a cut. */
    void cut() {
        data(WsFrames.output(CANCEL));
    }

    /** A control frame, which no pause holds back. */
    void control(int opcode, byte[] payload) {
        if (!closing) {
            var _ = channel.writeAndFlush(WsFrames.server(opcode, payload));
        }
    }

    void pause(boolean pause) {
        paused = pause;
        while (!paused && !held.isEmpty()) {
            ByteBuf next = held.remove();
            heldBytes -= next.readableBytes();
            var _ = channel.write(next);
        }
        channel.flush();
    }

    boolean behind() {
        return !channel.isWritable() || heldBytes > BEHIND;
    }

    /** Ready for a fresh screen. */
    boolean caughtUp() {
        return !paused && channel.isWritable();
    }

    /** Ends the stream at this frame boundary; whatever is held for a paused viewer goes first. */
    void close(int code, String reason) {
        if (closing) {
            return;
        }
        pause(false);
        closing = true;
        var _ = channel.writeAndFlush(WsFrames.close(code, reason)).addListener(ChannelFutureListener.CLOSE);
        var _ = channel.eventLoop().schedule(this::hangUp, CLOSE_PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void hangUp() {
        var _ = channel.close();
    }

    /** The channel is gone. */
    void release() {
        closing = true;
        held.forEach(ByteBuf::release);
        held.clear();
        heldBytes = 0;
    }

    private void data(ByteBuf frame) {
        if (closing) {
            frame.release();
        } else if (paused) {
            heldBytes += frame.readableBytes();
            held.add(frame);
        } else {
            var _ = channel.writeAndFlush(frame);
        }
    }

    private static int opcode(WebSocketFrame frame) {
        return frame instanceof io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame
                ? WsFrames.CONTINUATION
                : WsFrames.BINARY;
    }
}
