package dev.berth.box.attach;

import dev.berth.box.face.FaceId;
import dev.berth.ttyd.BoxPaths;
import dev.berth.ttyd.ClientFrameScanner;
import dev.berth.ttyd.CloseCode;
import dev.berth.ttyd.Role;
import dev.berth.ttyd.Ttyd.Hello;
import dev.berth.ttyd.WsFrames;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
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

    private static final long MAX_MESSAGE = 1 << 20;

    private final Channel channel;
    private final FaceId face;
    private final Role role;
    private final SocketHost box;
    private final ViewerOutput output;
    private final ClientFrameScanner scanner;
    private final ResizeGate resizes = new ResizeGate();
    private final InputQueue waiting = new InputQueue();
    private @Nullable TtydLink link;
    private @Nullable Hello size;
    private boolean printed;
    private boolean behind;
    private boolean replacing;
    private boolean ended;

    private AttachSocket(Channel channel, FaceId face, Role role, TtydLink link, SocketHost box) {
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
    static AttachSocket start(Channel channel, FaceId face, Role role, TtydLink link, SocketHost box) {
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
        if (!ended && !waiting.isEmpty()) {
            waiting.fence(then);
        } else if (link != null) {
            link.fence(then);
        } else {
            then.run();
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
        waiting.end();
        box.left(this);
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
        }
        steer();
    }

    private void deliverWaiting() {
        if (link != null && printed) {
            waiting.flush(link);
            steer();
        }
    }

    /** The one place that stops and starts reading the viewer: back-pressure of ttyd, or too much waiting input. */
    private void steer() {
        boolean ttydFull = link != null && printed && !link.isWritable();
        channel.config().setAutoRead(!ttydFull && !waiting.full());
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
            if (ended) {
                return;
            }
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
            output.frame(frame);
            if (!printed) {
                printed = true;
                deliverWaiting();
            }
            if (output.behind()) {
                fallBehind();
            }
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

    private final class Frames extends ViewerFrames {

        Frames() {
            super(scanner);
        }

        @Override
        void writable() {
            catchUp();
        }

        @Override
        void hungUp() {
            output.release();
            end();
        }
    }

    private static long millis() {
        return System.nanoTime() / 1_000_000;
    }
}
