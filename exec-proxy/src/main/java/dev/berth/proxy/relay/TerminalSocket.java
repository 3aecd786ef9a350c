package dev.berth.proxy.relay;

import dev.berth.crd.WakeReason;
import dev.berth.proxy.directory.DemandWriter;
import dev.berth.proxy.directory.Directory;
import dev.berth.proxy.directory.FaceView;
import dev.berth.ttyd.BoxKey;
import dev.berth.ttyd.ClientFrameScanner;
import dev.berth.ttyd.CloseCode;
import dev.berth.ttyd.Grant;
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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The I/O of one terminal: frames between browser and box, timers, watches. What to do is {@link TerminalSession}'s to say. Both sides run
 * on one event loop, so there is no lock.
 */
final class TerminalSocket extends ChannelInboundHandlerAdapter
        implements Wire, ClientFrameScanner.Sink, BoxLink.Listener {

    private static final Logger log = LoggerFactory.getLogger(TerminalSocket.class);
    private static final long MAX_MESSAGE = 1 << 20;
    /** A page may pause its terminal for so long; pings have to pass. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /** A browser that takes nothing for so long is gone. */
    private static final Duration STALLED = Duration.ofSeconds(60);

    private final Channel channel;
    private final TerminalRequest request;
    private final TerminalParts parts;
    private final ReadGate gate;
    private final BrowserOutput output;
    private final ClientFrameScanner scanner = new ClientFrameScanner(this, MAX_MESSAGE);
    private final TerminalSession session;
    private final AtomicBoolean changePending = new AtomicBoolean();
    private final Deque<ByteBuf> waitingForBox = new ArrayDeque<>();
    private final Directory.Subscription subscription;
    private @Nullable BoxLink link;
    /** The box that the message at hand is forwarded to; its rest is nobody else's business. */
    private @Nullable BoxLink messageLink;

    private final ByteArrayOutputStream json = new ByteArrayOutputStream();
    private @Nullable Future<?> timer;
    private Instant timerAt = Instant.MAX;
    private @Nullable Future<?> stall;
    private @Nullable Future<?> pause;

    TerminalSocket(Channel channel, TerminalRequest request, TerminalParts parts) {
        this.channel = channel;
        this.request = request;
        this.parts = parts;
        this.gate = new ReadGate(channel);
        this.output = new BrowserOutput(channel, this::browserFrameBoundary);
        gate.shut(ReadGate.Reason.STARTING);
        Instant now = parts.clock().instant();
        this.session = new TerminalSession(
                this,
                at -> SocketView.look(
                        parts.directory(),
                        request.computer(),
                        request.agent(),
                        request.number(),
                        request.principal(),
                        at),
                new TerminalScreen(parts.story(), request.utcOffsetMinutes()),
                request.visit(),
                now);
        this.subscription = parts.directory().subscribe(request.computer(), this::somethingChanged);
    }

    /** The pipeline is ours: reading begins. */
    void start() {
        session.changed(now());
        scanner.readOnly(!session.standing().mayType());
        rearm();
        gate.open(ReadGate.Reason.STARTING);
    }

    /** The proxy goes: this browser reconnects to another. */
    void drain() {
        close(CloseCode.RESTARTED, "this proxy restarts; reconnect now");
    }

    private void somethingChanged() {
        if (changePending.compareAndSet(false, true)) {
            channel.eventLoop().execute(() -> {
                changePending.set(false);
                if (!output.closing() && channel.isActive()) {
                    parts.directory().computer(request.computer()).ifPresent(parts.times()::observe);
                    session.changed(now());
                    scanner.readOnly(!session.standing().mayType());
                    rearm();
                }
            });
        }
    }

    // ---- from the browser ----

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof ByteBuf bytes && !output.closed()) {
                scanner.feed(bytes);
                flushWaitingForBox();
                session.scanned();
                rearm();
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (link != null) {
            link.flush();
        }
    }

    @Override
    public boolean message(byte command, boolean passes) {
        json.reset();
        boolean forwarded = command == Ttyd.INPUT && passes && link != null && session.passesInput();
        messageLink = forwarded ? link : null;
        switch (command) {
            case Ttyd.PAUSE -> pause();
            case Ttyd.RESUME -> resume();
            default -> {}
        }
        return forwarded;
    }

    @Override
    public void forward(ByteBuf bytes) {
        if (link != null && link == messageLink) {
            link.write(bytes);
        } else {
            bytes.release();
        }
    }

    @Override
    public void payload(byte command, byte[] chunk, boolean last) {
        if (command == Ttyd.INPUT) {
            session.input(chunk, last, messageLink != null, now());
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
            hangUp();
        }
    }

    @Override
    public void violation(int closeCode, String why) {
        log.atInfo()
                .addKeyValue("request", request.requestId())
                .addKeyValue("remote", request.remote())
                .log("Closed a terminal because {}", why);
        output.close(closeCode, why);
        hangUp();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        boolean writable = channel.isWritable();
        if (link != null) {
            link.read(ReadGate.Reason.PEER_FULL, writable);
        }
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
        hangUp();
        for (Future<?> future : new Future<?>[] {timer, stall, pause}) {
            if (future != null) {
                future.cancel(false);
            }
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

    // ---- from the box ----

    @Override
    public void boxOpened(BoxLink opened) {
        opened.read(ReadGate.Reason.PEER_FULL, channel.isWritable());
        session.joined(opened.machine(), now());
        rearm();
    }

    @Override
    public void boxRefused(BoxLink from, int status) {
        link = null;
        session.refused(status, now());
        rearm();
    }

    @Override
    public void boxSilent(BoxLink from, String why) {
        link = null;
        log.atInfo()
                .addKeyValue("request", request.requestId())
                .addKeyValue("computer", request.computer())
                .log("The box did not let us in: {}", why);
        session.silent(now());
        rearm();
    }

    @Override
    public void boxData(ByteBuf bytes) {
        output.forward(bytes);
    }

    @Override
    public void boxHeard(byte command) {
        session.heard(command, now());
    }

    @Override
    public void boxPing(byte[] payload) {
        if (BoxLink.isHold(payload)) {
            session.hold(payload, now());
        } else {
            if (BoxLink.isGo(payload)) {
                session.go(now());
            }
            toBox(WsFrames.client(WsFrames.PONG, payload));
        }
        rearm();
    }

    @Override
    public void boxReadComplete() {
        output.flush();
    }

    @Override
    public void boxWritable(boolean writable) {
        gate.set(ReadGate.Reason.PEER_FULL, writable);
    }

    @Override
    public void boxEnded(BoxLink from, int closeCode) {
        if (output.closing()) {
            // A Close waits for a boundary that cannot come any more.
            if (!from.atFrameBoundary()) {
                output.abort();
            }
            return;
        }
        session.boxClosed(closeCode, now());
        rearm();
    }

    // ---- what the session does ----

    @Override
    public void screen(byte[] terminalBytes) {
        output.own(WsFrames.output(terminalBytes));
    }

    @Override
    public void title(String title) {
        output.own(WsFrames.title(title));
    }

    @Override
    public void dial(Target target) {
        BoxKey key;
        try {
            key = parts.keys()
                    .forInstance(target.machine().keyId(), target.machine().uid());
        } catch (RuntimeException missing) {
            log.atError().addKeyValue("computer", request.computer()).log(missing.getMessage());
            channel.eventLoop().execute(() -> {
                session.silent(now());
                rearm();
            });
            return;
        }
        FaceView face = target.face();
        Grant grant = Grant.attach(
                target.machine().uid(),
                face.inBox(),
                target.role(),
                face.freshIn(target.machine().bootId()),
                now());
        link = BoxLink.dial(channel, target.machine(), key, grant, this);
    }

    @Override
    public void hangUp() {
        if (link != null) {
            link.hangUp();
            link = null;
        }
        dropWaitingForBox();
        gate.open(ReadGate.Reason.PEER_FULL);
    }

    @Override
    public boolean browserAtBoundary() {
        return link == null || link.atMessageBoundary();
    }

    private boolean browserFrameBoundary() {
        return link == null || link.atFrameBoundary();
    }

    @Override
    public void hello(Hello size) {
        toBox(WsFrames.client(WsFrames.TEXT, size.encode()));
    }

    @Override
    public void resize(Hello size) {
        toBox(WsFrames.client(WsFrames.BINARY, size.encodeResize()));
    }

    @Override
    public void input(byte[] message) {
        toBox(WsFrames.input(message));
    }

    @Override
    public void pong(byte[] payload) {
        toBox(WsFrames.client(WsFrames.PONG, payload));
    }

    @Override
    public void ping() {
        toBox(WsFrames.client(WsFrames.PING, new byte[0]));
    }

    @Override
    public boolean forwarding() {
        return messageLink != null && messageLink == link && scanner.forwardingMessage();
    }

    @Override
    public void readBrowser(boolean on) {
        gate.set(ReadGate.Reason.HELD_FULL, on);
    }

    @Override
    public void close(int code, String reason) {
        output.close(code, reason);
        if (output.closed()) {
            hangUp();
        }
    }

    @Override
    public void abort() {
        output.abort();
    }

    @Override
    public void wake(WakeReason reason) {
        var visit = new DemandWriter.Visit(
                request.computer(),
                request.agent(),
                request.number(),
                session.standing().mayType(),
                reason);
        parts.demand().wake(visit).thenAccept(answer -> channel.eventLoop().execute(() -> {
            session.wakeAnswered(answer, now());
            rearm();
        }));
    }

    @Override
    public void boxRefused() {
        parts.demand().boxRefused(request.computer());
    }

    @Override
    public void closeFace(FaceView face) {
        parts.closer().close(face).exceptionally(failed -> {
            log.atWarn()
                    .addKeyValue("face", face.name())
                    .log("An ended face could not be deleted: {}", failed.getMessage());
            return null;
        });
    }

    // ---- plumbing ----

    /** Our own frames wait while a forwarded frame is half written. */
    private void toBox(ByteBuf frame) {
        boolean inside = link != null && link == messageLink && scanner.forwardingFrame();
        if (link == null) {
            frame.release();
        } else if (inside) {
            waitingForBox.add(frame);
        } else {
            link.write(frame);
            link.flush();
        }
    }

    private void flushWaitingForBox() {
        while (!waitingForBox.isEmpty() && link != null && !scanner.forwardingFrame()) {
            link.write(waitingForBox.remove());
        }
    }

    private void dropWaitingForBox() {
        for (ByteBuf frame = waitingForBox.poll(); frame != null; frame = waitingForBox.poll()) {
            frame.release();
        }
    }

    private void pause() {
        if (link != null && pause == null) {
            link.read(ReadGate.Reason.PAUSED, false);
            pause = channel.eventLoop().schedule(this::resume, LONGEST_PAUSE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private void resume() {
        if (pause != null) {
            pause.cancel(false);
            pause = null;
        }
        if (link != null) {
            link.read(ReadGate.Reason.PAUSED, true);
        }
    }

    private Instant now() {
        return parts.clock().instant();
    }

    /** One timer, moved only to be earlier: a late one looks again by itself. */
    private void rearm() {
        Instant now = now();
        Instant next = session.nextTick(now);
        if (!next.isBefore(timerAt) || output.closed()) {
            return;
        }
        if (timer != null) {
            timer.cancel(false);
        }
        timerAt = next;
        long millis = Math.clamp(Duration.between(now, next).toMillis() + 1, 1, 3_600_000);
        timer = channel.eventLoop().schedule(this::ticked, millis, TimeUnit.MILLISECONDS);
    }

    private void ticked() {
        timerAt = Instant.MAX;
        timer = null;
        if (channel.isActive() && !output.closing()) {
            session.tick(now());
            rearm();
        }
    }
}
