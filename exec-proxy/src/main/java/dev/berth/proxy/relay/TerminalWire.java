package dev.berth.proxy.relay;

import dev.berth.crd.WakeReason;
import dev.berth.proxy.directory.DemandWriter;
import dev.berth.proxy.directory.FaceView;
import dev.berth.proxy.directory.MachineView.Machine;
import dev.berth.ttyd.BoxKey;
import dev.berth.ttyd.Grant;
import dev.berth.ttyd.Ttyd.Hello;
import dev.berth.ttyd.WsFrames;
import io.netty.channel.Channel;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a terminal session does to its browser, its box and the cluster. Answers come back on the event loop. */
final class TerminalWire implements Wire {

    private static final Logger log = LoggerFactory.getLogger(TerminalWire.class);

    private final Channel channel;
    private final TerminalRequest request;
    private final TerminalParts parts;
    private final BrowserOutput output;
    private final ReadGate gate;
    private final Splice splice;
    private final BooleanSupplier mayType;
    private final Consumer<Happening> happens;

    /**
     * @param gate of the browser's channel
     * @param mayType whether the visitor may type now
     * @param happens takes the answers
     */
    TerminalWire(
            Channel channel,
            TerminalRequest request,
            TerminalParts parts,
            BrowserOutput output,
            ReadGate gate,
            Splice splice,
            BooleanSupplier mayType,
            Consumer<Happening> happens) {
        this.channel = channel;
        this.request = request;
        this.parts = parts;
        this.output = output;
        this.gate = gate;
        this.splice = splice;
        this.mayType = mayType;
        this.happens = happens;
    }

    // ---- to the browser ----

    @Override
    public void screen(byte[] terminalBytes) {
        output.own(WsFrames.output(terminalBytes));
    }

    @Override
    public void title(String title) {
        output.own(WsFrames.title(title));
    }

    @Override
    public boolean browserAtBoundary() {
        return splice.atMessageBoundary();
    }

    @Override
    public void readBrowser(boolean on) {
        gate.set(ReadGate.Reason.HELD_FULL, on);
    }

    @Override
    public void close(int code, String reason) {
        output.close(code, reason);
        if (output.closed()) {
            splice.hangUp();
        }
    }

    @Override
    public void abort() {
        output.abort();
    }

    // ---- to the box ----

    @Override
    public void dial(Target target) {
        BoxKey key;
        try {
            key = parts.keys()
                    .forInstance(target.machine().keyId(), target.machine().uid());
        } catch (RuntimeException missing) {
            log.atError().addKeyValue("computer", request.computer()).log(missing.getMessage());
            channel.eventLoop().execute(() -> happens.accept(TerminalSession::silent));
            return;
        }
        FaceView face = target.face();
        Grant grant = Grant.attach(
                target.machine().uid(),
                face.inBox(),
                target.role(),
                face.freshIn(target.machine().bootId()),
                parts.clock().instant());
        splice.dial(target.machine(), key, grant);
    }

    @Override
    public void hangUp() {
        splice.hangUp();
    }

    @Override
    public void hello(Hello size) {
        splice.own(WsFrames.client(WsFrames.TEXT, size.encode()));
    }

    @Override
    public void resize(Hello size) {
        splice.own(WsFrames.client(WsFrames.BINARY, size.encodeResize()));
    }

    @Override
    public void input(byte[] message) {
        splice.own(WsFrames.input(message));
    }

    @Override
    public void pong(byte[] payload) {
        splice.own(WsFrames.client(WsFrames.PONG, payload));
    }

    @Override
    public void ping() {
        splice.own(WsFrames.client(WsFrames.PING, new byte[0]));
    }

    @Override
    public boolean forwarding() {
        return splice.forwarding();
    }

    @Override
    public void arrived(Machine machine, FaceView face, Instant since, Instant now) {
        parts.starts().arrived(request.computer(), machine, face, since, now);
    }

    // ---- to the cluster ----

    @Override
    public void wake(WakeReason reason) {
        var visit = new DemandWriter.Visit(
                request.computer(), request.agent(), request.number(), mayType.getAsBoolean(), reason);
        parts.demand().wake(visit).thenAccept(answer -> channel.eventLoop()
                .execute(() -> happens.accept((session, now) -> session.wakeAnswered(answer, now))));
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
}
