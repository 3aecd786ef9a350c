package dev.berth.box.attach;

import dev.berth.box.face.FaceId;
import dev.berth.ttyd.BoxPaths;
import dev.berth.ttyd.ClientFrameScanner;
import dev.berth.ttyd.CloseCode;
import dev.berth.ttyd.Role;
import dev.berth.ttyd.Ttyd;
import dev.berth.ttyd.Ttyd.Hello;
import dev.berth.ttyd.WsFrames;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One terminal of one viewer: its WebSocket on one side, boxd's link to ttyd on the other (resources.md 4.4, 4.9).
 *
 * <p>Input waits until ttyd has printed something, because before that the pty is cooked and Enter would arrive as Ctrl-J. A viewer
 * that is more than 1 MB behind loses its link, and with it tmux's client, until it reads again; then tmux paints one screen.
 * Everything here runs on the event loop.
 */
public final class AttachSocket {

    /** What the box around it does for a socket. */
    public interface Box {
        /** Dials the ttyd of this socket's role; news say when it is there. */
        void dial(AttachSocket socket, TtydLink.Listener listener);

        /** Somebody pressed a key. */
        void typed(AttachSocket socket);

        /** Anything that makes a program print an answer. */
        void touched(FaceId face);

        /** The proxy holds its browser; everything it ever sent is here. */
        void holds(AttachSocket socket);

        /** The proxy has let its browser go on. */
        void goesOn(AttachSocket socket);

        /** ttyd hung up: find out whether the session ended, and close with the right code. */
        void lost(AttachSocket socket);

        void left(AttachSocket socket);
    }

    private static final int MAX_WAITING_INPUT = 64 * 1024;
    private static final long MAX_MESSAGE = 1 << 20;

    private final Channel channel;
    private final FaceId face;
    private final Role role;
    private final Box box;
    private final ViewerOutput output;
    private final ClientFrameScanner scanner;
    private final ResizeGate resizes = new ResizeGate();
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private final Deque<Runnable> fences = new ArrayDeque<>();
    private int waitingBytes;
    private @Nullable TtydLink link;
    private @Nullable Hello size;
    private boolean printed;
    private boolean behind;
    private boolean replacing;
    private boolean ended;

    private AttachSocket(Channel channel, FaceId face, Role role, TtydLink link, Box box) {
        this.channel = channel;
        this.face = face;
        this.role = role;
        this.link = link;
        this.box = box;
        this.output = new ViewerOutput(channel);
        this.scanner = new ClientFrameScanner(new ViewerInput(role, new Meaning()), MAX_MESSAGE);
        scanner.readOnly(!role.mayType());
    }

    /** Takes over a channel whose upgrade has been answered, and a link that is open. */
    static AttachSocket start(Channel channel, FaceId face, Role role, TtydLink link, Box box) {
        var socket = new AttachSocket(channel, face, role, link, box);
        channel.pipeline().addLast(socket.new Frames());
        link.listener(socket.new LinkNews());
        return socket;
    }

    /** The first messages, once nothing but frames is written to the channel. */
    void greet(String title) {
        output.greet(title);
    }

    public FaceId face() {
        return face;
    }

    public Role role() {
        return role;
    }

    /** Sends the Ping that asks the proxy to hold its browser. */
    public void hold() {
        output.control(WsFrames.PING, BoxPaths.PING_HOLD.getBytes(StandardCharsets.US_ASCII));
    }

    public void go() {
        output.control(WsFrames.PING, BoxPaths.PING_GO.getBytes(StandardCharsets.US_ASCII));
    }

    public void title(String title) {
        output.title(title);
    }

    /** Ends it at a frame boundary, with its link. */
    public void close(int code, String reason) {
        output.close(code, reason);
        end();
    }

    /** Runs {@code then} once ttyd has all input of this socket, or the socket is gone. */
    public void fence(Runnable then) {
        if (ended || link == null) {
            then.run();
        } else if (!waiting.isEmpty()) {
            fences.add(then);
        } else {
            link.fence(then);
        }
    }

    private void end() {
        if (ended) {
            return;
        }
        ended = true;
        if (link != null) {
            link.close();
            link = null;
        }
        waiting.clear();
        drainFences(Runnable::run);
        box.left(this);
    }

    private void drainFences(java.util.function.Consumer<Runnable> with) {
        while (!fences.isEmpty()) {
            with.accept(fences.remove());
        }
    }

    private void fallBehind() {
        if (!behind && link != null) {
            behind = true;
            link.close();
            link = null;
        }
    }

    /** Reads again: a new link, and tmux repaints. */
    private void catchUp() {
        if (behind && !replacing && !ended && output.caughtUp()) {
            replacing = true;
            printed = false;
            box.dial(this, new LinkNews());
        }
    }

    private void deliver(byte[] bytes) {
        if (link != null && printed && waiting.isEmpty()) {
            link.input(bytes);
        } else {
            waiting.add(bytes);
            waitingBytes += bytes.length;
        }
        steer();
    }

    private void deliverWaiting() {
        TtydLink to = link;
        if (to == null || !printed || waiting.isEmpty()) {
            return;
        }
        waiting.forEach(to::input);
        waiting.clear();
        waitingBytes = 0;
        drainFences(to::fence);
        steer();
    }

    /** The one place that stops and starts reading the viewer: back-pressure of ttyd, or too much waiting input. */
    private void steer() {
        boolean ttydFull = link != null && printed && !link.isWritable();
        channel.config().setAutoRead(!ttydFull && waitingBytes <= MAX_WAITING_INPUT);
    }

    private void resize(Hello to) {
        size = to;
        if (link != null) {
            link.send(to.encodeResize());
            box.touched(face);
        }
    }

    private final class Meaning implements ViewerInput.Meaning {

        @Override
        public void hello(Hello first) {
            size = first;
            if (link != null) {
                link.send(first.encode());
            }
            box.touched(face);
        }

        @Override
        public void resized(Hello to) {
            long now = millis();
            size = to;
            resizes.offer(to, now).ifPresentOrElse(AttachSocket.this::resize, () -> later(now));
        }

        private void later(long now) {
            var _ = channel.eventLoop()
                    .schedule(
                            () -> resizes.due(millis()).ifPresent(AttachSocket.this::resize),
                            resizes.waitMillis(now),
                            TimeUnit.MILLISECONDS);
        }

        @Override
        public void input(byte[] bytes, boolean typed) {
            deliver(bytes);
            box.touched(face);
            if (typed) {
                box.typed(AttachSocket.this);
            }
        }

        @Override
        public void paused(boolean paused) {
            output.pause(paused);
            catchUp();
        }

        @Override
        public void ping(byte[] payload) {
            output.control(WsFrames.PONG, payload);
        }

        @Override
        public void pong(String payload) {
            if (payload.equals(BoxPaths.PING_HOLD)) {
                box.holds(AttachSocket.this);
            } else if (payload.equals(BoxPaths.PING_GO)) {
                box.goesOn(AttachSocket.this);
            }
        }

        @Override
        public void closed(int code) {
            close(CloseCode.NORMAL, "");
        }

        @Override
        public void broken(int closeCode, String why) {
            close(closeCode, why);
        }
    }

    private final class LinkNews implements TtydLink.Listener {

        @Override
        public void opened(TtydLink opened) {
            replacing = false;
            behind = false;
            if (ended) {
                opened.close();
                return;
            }
            link = opened;
            output.cut();
            opened.send((size == null ? Hello.DEFAULT : size).encode());
        }

        @Override
        public void frame(TtydLink from, WebSocketFrame frame) {
            if (!passes(frame)) {
                frame.release();
                return;
            }
            output.frame(frame);
            if (!printed) {
                printed = true;
                deliverWaiting();
            }
            if (output.behind()) {
                fallBehind();
            }
        }

        /** Output alone; ttyd's own title gives its command line away, and its preferences are nobody's. */
        private boolean passes(WebSocketFrame frame) {
            return frame instanceof ContinuationWebSocketFrame
                    || (frame instanceof BinaryWebSocketFrame
                            && frame.content().isReadable()
                            && frame.content().getByte(frame.content().readerIndex()) == Ttyd.OUTPUT);
        }

        @Override
        public void writable(TtydLink from) {
            steer();
        }

        @Override
        public void closed(TtydLink from) {
            replacing = false;
            link = null;
            if (!ended) {
                box.lost(AttachSocket.this);
            }
        }
    }

    private final class Frames extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            try {
                if (!ended && message instanceof ByteBuf bytes) {
                    scanner.feed(bytes);
                }
            } finally {
                ReferenceCountUtil.release(message);
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            catchUp();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            output.release();
            end();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // A reset by the proxy: the same as a hang-up.
            var _ = context.close();
        }
    }

    private static long millis() {
        return System.nanoTime() / 1_000_000;
    }
}
