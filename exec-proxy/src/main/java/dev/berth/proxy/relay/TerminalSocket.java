package dev.berth.proxy.relay;

import dev.berth.proxy.directory.Directory;
import dev.berth.proxy.directory.FaceView;
import dev.berth.proxy.relay.boot.SeenFace;
import dev.berth.ttyd.ClientFrameScanner;
import dev.berth.ttyd.CloseCode;
import dev.berth.ttyd.Ttyd;
import dev.berth.ttyd.Ttyd.Hello;
import dev.berth.ttyd.WsFrames;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One terminal as its browser's handler: frames come in and become events of its {@link TerminalSession}, as do the watches and the timer.
 * What follows goes out through {@link TerminalWire}; the box is at the other end of the {@link Splice}. All of it runs on one event loop,
 * so there is no lock.
 */
final class TerminalSocket extends ChannelInboundHandlerAdapter implements ClientFrameScanner.Sink {

    private static final Logger log = LoggerFactory.getLogger(TerminalSocket.class);
    private static final long MAX_MESSAGE = 1 << 20;
    /** A browser that takes nothing for so long is gone. */
    private static final Duration STALLED = Duration.ofSeconds(60);

    private final Channel channel;
    private final TerminalRequest request;
    private final TerminalParts parts;
    private final ReadGate gate;
    private final BrowserOutput output;
    private final ClientFrameScanner scanner = new ClientFrameScanner(this, MAX_MESSAGE);
    private final Splice splice;
    private final TerminalWire wire;
    private final TerminalSession session;
    private final TickTimer timer;
    private final AtomicBoolean changePending = new AtomicBoolean();
    private final Directory.Subscription subscription;
    private final Directory.Subscription boxNews;
    private final ByteArrayOutputStream json = new ByteArrayOutputStream();
    private @Nullable Future<?> stall;

    TerminalSocket(Channel channel, TerminalRequest request, TerminalParts parts) {
        this.channel = channel;
        this.request = request;
        this.parts = parts;
        this.gate = new ReadGate(channel);
        this.output = new BrowserOutput(channel, this::browserFrameBoundary);
        gate.shut(ReadGate.Reason.STARTING);
        this.splice = new Splice(channel, request, scanner, output, gate, this::happens);
        this.wire = new TerminalWire(channel, request, parts, output, gate, splice, this::mayType, this::happens);
        this.session = new TerminalSession(
                wire,
                at -> SocketView.look(
                        parts.directory(),
                        request.computer(),
                        request.agent(),
                        request.number(),
                        request.principal(),
                        at),
                new TerminalScreen(parts.story(), request.utcOffsetMinutes(), request.again(), this::seenFaces),
                request.visit(),
                now());
        this.timer = new TickTimer(channel, output, parts.clock(), session);
        this.subscription = parts.directory().subscribe(request.computer(), this::somethingChanged);
        // Only the console tells what other faces run.
        this.boxNews =
                request.number() == 0 ? parts.sessions().watch(request.computer(), this::somethingChanged) : () -> {};
    }

    /** The pipeline is ours: reading begins. */
    void start() {
        happens(this::look);
        gate.open(ReadGate.Reason.STARTING);
    }

    /** The proxy goes: this browser reconnects to another. */
    void drain() {
        wire.close(CloseCode.RESTARTED, "this proxy restarts; reconnect now");
    }

    private void somethingChanged() {
        if (changePending.compareAndSet(false, true)) {
            channel.eventLoop().execute(() -> {
                changePending.set(false);
                if (!output.closing() && channel.isActive()) {
                    happens(this::look);
                }
            });
        }
    }

    private void look(TerminalSession changed, Instant now) {
        changed.changed(now);
        scanner.readOnly(!mayType());
    }

    private void happens(Happening happening) {
        happening.to(session, now());
        timer.rearm();
    }

    private List<SeenFace> seenFaces() {
        Map<String, FaceView> faces = parts.directory().faces(request.computer()).stream()
                .collect(Collectors.toMap(FaceView::inBox, face -> face, (a, b) -> b));
        return parts.sessions().lastKnown(request.computer()).stream()
                .filter(session -> faces.containsKey(session.face()))
                .map(session -> new SeenFace(
                        session.face(),
                        Objects.requireNonNull(faces.get(session.face())).hash(),
                        session.title(),
                        session.directory()))
                .toList();
    }

    private boolean mayType() {
        return session.standing().mayType();
    }

    private boolean browserFrameBoundary() {
        return splice.atFrameBoundary();
    }

    private Instant now() {
        return parts.clock().instant();
    }

    // ---- from the browser ----

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof ByteBuf bytes && !output.closed()) {
                scanner.feed(bytes);
                splice.scanned();
                session.scanned();
                timer.rearm();
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        splice.flush();
    }

    @Override
    public boolean message(byte command, boolean passes) {
        json.reset();
        boolean forwarded = command == Ttyd.INPUT && passes && splice.present() && session.passesInput();
        splice.message(forwarded);
        switch (command) {
            case Ttyd.PAUSE -> splice.pause();
            case Ttyd.RESUME -> splice.resume();
            default -> {}
        }
        return forwarded;
    }

    @Override
    public void forward(ByteBuf bytes) {
        splice.forward(bytes);
    }

    @Override
    public void payload(byte command, byte[] chunk, boolean last) {
        if (command == Ttyd.INPUT) {
            session.input(chunk, last, splice.passedOn(), now());
            return;
        }
        json.writeBytes(chunk);
        if (!last) {
            return;
        }
        Hello size = Hello.parse(json.toByteArray());
        if (command == Ttyd.JSON) {
            session.hello(size, now());
        } else {
            session.resized(size, now());
        }
    }

    @Override
    public void control(int opcode, ByteBuf payload) {
        if (opcode == WsFrames.PING) {
            output.pong(payload);
        } else if (opcode == WsFrames.CLOSE) {
            output.close(CloseCode.NORMAL, "");
            splice.hangUp();
        }
    }

    @Override
    public void violation(int closeCode, String why) {
        log.atInfo()
                .addKeyValue("request", request.requestId())
                .addKeyValue("remote", request.remote())
                .log("Closed a terminal because {}", why);
        output.close(closeCode, why);
        splice.hangUp();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        boolean writable = channel.isWritable();
        splice.browserWritable(writable);
        if (stall != null) {
            stall.cancel(false);
            stall = null;
        }
        if (!writable) {
            stall = channel.eventLoop().schedule(output::abort, STALLED.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        release();
    }

    /** The browser is gone: nothing of this socket is left. */
    void release() {
        output.gone();
        subscription.close();
        boxNews.close();
        splice.release();
        timer.cancel();
        if (stall != null) {
            stall.cancel(false);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A reset is a hang-up; anything else is a mistake of ours.
        if (!(cause instanceof IOException)) {
            log.atWarn()
                    .addKeyValue("request", request.requestId())
                    .setCause(cause)
                    .log("A terminal failed");
        }
        output.abort();
    }
}
