package dev.berth.proxy.relay;

import dev.berth.ttyd.WsFrames;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The stream towards a browser: the box's frames and our own, which only go between them. Control frames wait for the next boundary, a
 * Close at most a second.
 */
final class BrowserOutput {

    private static final int BOUNDARY_SECONDS = 1;
    /** The browser has so long to answer our Close, so that it reads it before the connection goes. */
    private static final int GOODBYE_SECONDS = 1;

    private final Channel channel;
    private final BooleanSupplier atFrameBoundary;
    private final Deque<ByteBuf> waiting = new ArrayDeque<>();
    private boolean closing;
    private boolean closed;

    BrowserOutput(Channel channel, BooleanSupplier atFrameBoundary) {
        this.channel = channel;
        this.atFrameBoundary = atFrameBoundary;
    }

    /** Frames of the box, in pieces; ownership passes. */
    void forward(ByteBuf bytes) {
        if (closed) {
            bytes.release();
            return;
        }
        var _ = channel.write(bytes, channel.voidPromise());
        if (!waiting.isEmpty() && atFrameBoundary.getAsBoolean()) {
            release();
        }
    }

    /** A whole data frame of our own; only while the box says nothing. */
    void own(ByteBuf frame) {
        if (closed) {
            frame.release();
            return;
        }
        var _ = channel.writeAndFlush(frame, channel.voidPromise());
    }

    void pong(ByteBuf payload) {
        control(WsFrames.server(WsFrames.PONG, payload));
    }

    private void control(ByteBuf frame) {
        if (closed || closing || waiting.size() > 8) {
            frame.release();
            return;
        }
        waiting.add(frame);
        if (atFrameBoundary.getAsBoolean()) {
            release();
            channel.flush();
        }
    }

    void flush() {
        if (!waiting.isEmpty() && atFrameBoundary.getAsBoolean()) {
            release();
        }
        channel.flush();
    }

    /** Closes with a reason; what the box still has to say of the frame at hand goes first. */
    void close(int code, String reason) {
        if (closing || closed) {
            return;
        }
        waiting.add(WsFrames.close(code, reason));
        closing = true;
        if (atFrameBoundary.getAsBoolean()) {
            release();
            channel.flush();
        } else {
            var _ = channel.eventLoop().schedule(this::abort, BOUNDARY_SECONDS, TimeUnit.SECONDS);
        }
    }

    boolean closing() {
        return closing;
    }

    /** Whether the Close is on its way, or the connection gone. */
    boolean closed() {
        return closed;
    }

    void abort() {
        if (!closed) {
            closed = true;
            var _ = channel.close();
        }
        dropWaiting();
    }

    /** The connection is gone. */
    void gone() {
        closed = true;
        dropWaiting();
    }

    private void release() {
        for (ByteBuf frame = waiting.poll(); frame != null; frame = waiting.poll()) {
            var _ = channel.write(frame, channel.voidPromise());
        }
        if (closing) {
            closed = true;
            channel.flush();
            var _ = channel.eventLoop().schedule(this::hangUp, GOODBYE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void hangUp() {
        var _ = channel.close();
    }

    private void dropWaiting() {
        for (ByteBuf frame = waiting.poll(); frame != null; frame = waiting.poll()) {
            frame.release();
        }
    }
}
