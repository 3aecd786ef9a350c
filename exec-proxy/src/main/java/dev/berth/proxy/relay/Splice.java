package dev.berth.proxy.relay;

import dev.berth.proxy.directory.MachineView.Machine;
import dev.berth.ttyd.BoxKey;
import dev.berth.ttyd.ClientFrameScanner;
import dev.berth.ttyd.Grant;
import dev.berth.ttyd.WsFrames;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a browser's stream meets the box's: forwarded frames go through whole, our own only between them, and each side is read no faster
 * than the other takes it. There is at most one box at a time.
 */
final class Splice implements BoxLink.Listener {

    private static final Logger log = LoggerFactory.getLogger(Splice.class);
    /** A page may pause its terminal for so long; pings have to pass. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Channel browser;
    private final TerminalRequest request;
    private final ClientFrameScanner scanner;
    private final BrowserOutput output;
    private final ReadGate gate;
    private final Consumer<Happening> happens;
    private final Deque<ByteBuf> waitingForBox = new ArrayDeque<>();
    private @Nullable BoxLink link;
    /** The box that the message at hand is forwarded to; its rest is nobody else's business. */
    private @Nullable BoxLink messageLink;

    private @Nullable Future<?> pause;

    /**
     * @param scanner of what the browser sends
     * @param gate of the browser's channel
     * @param happens takes what the box does
     */
    Splice(
            Channel browser,
            TerminalRequest request,
            ClientFrameScanner scanner,
            BrowserOutput output,
            ReadGate gate,
            Consumer<Happening> happens) {
        this.browser = browser;
        this.request = request;
        this.scanner = scanner;
        this.output = output;
        this.gate = gate;
        this.happens = happens;
    }

    void dial(Machine machine, BoxKey key, Grant grant) {
        link = BoxLink.dial(browser, machine, key, grant, this);
    }

    void hangUp() {
        if (link != null) {
            link.hangUp();
            link = null;
        }
        dropWaiting();
        gate.open(ReadGate.Reason.PEER_FULL);
    }

    /** The browser's connection is gone. */
    void release() {
        hangUp();
        if (pause != null) {
            pause.cancel(false);
        }
    }

    // ---- towards the box ----

    /** There is a box, or one is being dialled. */
    boolean present() {
        return link != null;
    }

    /** A message of the browser begins; {@code forwarded}: its frames are the box's, else they end here. */
    void message(boolean forwarded) {
        messageLink = forwarded ? link : null;
    }

    /** The box side has had the bytes of the message at hand. */
    boolean passedOn() {
        return messageLink != null;
    }

    /** A message that is being forwarded has not ended yet. */
    boolean forwarding() {
        return messageLink != null && messageLink == link && scanner.forwardingMessage();
    }

    /** A piece of the message at hand; ownership passes. */
    void forward(ByteBuf bytes) {
        if (link != null && link == messageLink) {
            link.write(bytes);
        } else {
            bytes.release();
        }
    }

    /** A frame of our own; it waits while a forwarded one is half written. */
    void own(ByteBuf frame) {
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

    /** A batch of the browser has been scanned: what waited for the end of its frame may go. */
    void scanned() {
        while (!waitingForBox.isEmpty() && link != null && !scanner.forwardingFrame()) {
            link.write(waitingForBox.remove());
        }
    }

    void flush() {
        if (link != null) {
            link.flush();
        }
    }

    private void dropWaiting() {
        for (ByteBuf frame = waitingForBox.poll(); frame != null; frame = waitingForBox.poll()) {
            frame.release();
        }
    }

    // ---- how fast the box is read ----

    void browserWritable(boolean writable) {
        if (link != null) {
            link.read(ReadGate.Reason.PEER_FULL, writable);
        }
    }

    /** The page asks for a pause. */
    void pause() {
        if (link != null && pause == null) {
            link.read(ReadGate.Reason.PAUSED, false);
            pause = browser.eventLoop().schedule(this::resume, LONGEST_PAUSE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    void resume() {
        if (pause != null) {
            pause.cancel(false);
            pause = null;
        }
        if (link != null) {
            link.read(ReadGate.Reason.PAUSED, true);
        }
    }

    // ---- from the box ----

    /** The browser has been given whole messages only. */
    boolean atMessageBoundary() {
        return link == null || link.atMessageBoundary();
    }

    boolean atFrameBoundary() {
        return link == null || link.atFrameBoundary();
    }

    @Override
    public void boxOpened(BoxLink opened) {
        opened.read(ReadGate.Reason.PEER_FULL, browser.isWritable());
        happens.accept((session, now) -> session.joined(opened.machine(), now));
    }

    @Override
    public void boxRefused(BoxLink from, int status) {
        link = null;
        happens.accept((session, now) -> session.refused(status, now));
    }

    @Override
    public void boxSilent(BoxLink from, String why) {
        link = null;
        log.atInfo()
                .addKeyValue("request", request.requestId())
                .addKeyValue("computer", request.computer())
                .log("The box did not let us in: {}", why);
        happens.accept(TerminalSession::silent);
    }

    @Override
    public void boxData(ByteBuf bytes) {
        output.forward(bytes);
    }

    @Override
    public void boxHeard(byte command) {
        happens.accept((session, now) -> session.heard(command, now));
    }

    @Override
    public void boxPing(byte[] payload) {
        if (BoxLink.isHold(payload)) {
            happens.accept((session, now) -> session.hold(payload, now));
            return;
        }
        if (BoxLink.isGo(payload)) {
            happens.accept(TerminalSession::go);
        }
        own(WsFrames.client(WsFrames.PONG, payload));
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
        if (!output.closing()) {
            happens.accept((session, now) -> session.boxClosed(closeCode, now));
        } else if (!from.atFrameBoundary()) {
            // A Close waits for a boundary that cannot come any more.
            output.abort();
        }
    }
}
