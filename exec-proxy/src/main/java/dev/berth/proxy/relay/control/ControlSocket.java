package dev.berth.proxy.relay.control;

import dev.berth.proxy.access.Standing;
import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.Directory;
import dev.berth.proxy.directory.FaceView;
import dev.berth.proxy.relay.ControlRequest;
import dev.berth.proxy.relay.SocketView;
import dev.berth.ttyd.BoxJson;
import dev.berth.ttyd.ClientFrameScanner;
import dev.berth.ttyd.CloseCode;
import dev.berth.ttyd.Ttyd;
import dev.berth.ttyd.WsFrames;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One control socket: tells the page what has changed, and does what it asks for. Everything runs on its event loop. */
final class ControlSocket extends ChannelInboundHandlerAdapter implements ClientFrameScanner.Sink {

    private static final long MAX_MESSAGE = 16 * 1024;
    private static final int GOODBYE_SECONDS = 1;
    /** A browser that does not read gets no more than this: it reconnects and starts over. */
    private static final long MAX_UNREAD = 256 * 1024;

    private final Channel channel;
    private final ControlRequest request;
    private final Controls.Parts parts;
    private final ClientFrameScanner scanner = new ClientFrameScanner(this, MAX_MESSAGE);
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private final AtomicBoolean newsPending = new AtomicBoolean();
    private final Commands commands;
    private final Directory.Subscription cluster;
    private final Directory.Subscription box;
    private Map<String, @Nullable Object> told = Map.of();
    private boolean faceSeen;
    private boolean closing;

    ControlSocket(Channel channel, ControlRequest request, Controls.Parts parts) {
        this.channel = channel;
        this.request = request;
        this.parts = parts;
        this.commands = new Commands(request, parts, this::notice);
        this.cluster = parts.directory().subscribe(request.computer(), this::news);
        this.box = parts.boxes().watch(request.computer(), this::news);
    }

    void start() {
        tell();
        channel.config().setAutoRead(true);
    }

    void drain() {
        close(CloseCode.RESTARTED, "this proxy restarts; reconnect now");
    }

    void release() {
        closing = true;
        cluster.close();
        box.close();
    }

    private void news() {
        if (newsPending.compareAndSet(false, true)) {
            channel.eventLoop().execute(() -> {
                newsPending.set(false);
                tell();
            });
        }
    }

    private void tell() {
        if (closing || !channel.isActive()) {
            return;
        }
        Instant now = parts.clock().instant();
        SocketView view = view(now);
        faceSeen |= view.face().isPresent();
        boolean gone =
                request.number() != 0 && view.face().map(face -> !face.open()).orElse(faceSeen);
        if (view.computer().isEmpty() || gone) {
            close(CloseCode.NORMAL, "closed");
            return;
        }
        if (!view.standing().mayLook()) {
            close(CloseCode.ACCESS_ENDED, "your access to this computer has ended");
            return;
        }
        if (!view.standingUntil().equals(ComputerView.NEVER)) {
            long millis = Math.clamp(view.standingUntil().toEpochMilli() - now.toEpochMilli() + 1, 1, 3_600_000);
            var _ = channel.eventLoop().schedule(this::news, millis, TimeUnit.MILLISECONDS);
        }
        List<FaceView> faces = parts.directory().faces(request.computer()).stream()
                .filter(face -> face.agent().equals(request.agent()))
                .toList();
        Map<String, @Nullable Object> members = ControlState.of(
                view.computer().get(), view.standing(), faces, parts.boxes().report(request.computer()));
        Map<String, @Nullable Object> changed = ControlState.difference(told, members);
        told = members;
        if (!changed.isEmpty()) {
            send(changed);
        }
    }

    private SocketView view(Instant now) {
        return SocketView.look(
                parts.directory(), request.computer(), request.agent(), request.number(), request.principal(), now);
    }

    private void notice(String text) {
        channel.eventLoop().execute(() -> {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            members.put("notice", Map.of("text", text));
            send(members);
        });
    }

    private void send(Map<String, @Nullable Object> members) {
        if (closing) {
            return;
        }
        if (channel.unsafe().outboundBuffer() != null
                && channel.unsafe().outboundBuffer().totalPendingWriteBytes() > MAX_UNREAD) {
            var _ = channel.close();
            return;
        }
        var _ = channel.writeAndFlush(WsFrames.server(WsFrames.TEXT, BoxJson.write(members)), channel.voidPromise());
    }

    private void close(int code, String reason) {
        if (!closing) {
            closing = true;
            var _ = channel.writeAndFlush(WsFrames.close(code, reason), channel.voidPromise());
            var _ = channel.eventLoop().schedule(this::hangUp, GOODBYE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void hangUp() {
        var _ = channel.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        try {
            if (read instanceof ByteBuf bytes && !closing) {
                scanner.feed(bytes);
            }
        } finally {
            ReferenceCountUtil.release(read);
        }
    }

    @Override
    public boolean message(byte command, boolean passes) {
        message.reset();
        return false;
    }

    @Override
    public void payload(byte command, byte[] chunk, boolean last) {
        message.writeBytes(chunk);
        if (last && command == Ttyd.JSON) {
            Instant now = parts.clock().instant();
            Standing standing = personal(now);
            commands.run(Command.read(message.toByteArray()), standing);
        }
    }

    /** On the console nobody types, but its owner may still wake the computer. */
    private Standing personal(Instant now) {
        SocketView view = view(now);
        if (request.number() == 0 && view.computer().isPresent()) {
            return dev.berth.proxy.access.Roles.on(view.computer().get(), request.principal());
        }
        return view.standing();
    }

    @Override
    public void forward(ByteBuf bytes) {
        bytes.release();
    }

    @Override
    public void control(int opcode, ByteBuf payload) {
        if (opcode == WsFrames.PING) {
            var _ = channel.writeAndFlush(WsFrames.server(WsFrames.PONG, payload), channel.voidPromise());
        } else if (opcode == WsFrames.CLOSE) {
            close(CloseCode.NORMAL, "");
        }
    }

    @Override
    public void violation(int closeCode, String why) {
        close(closeCode, why);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        release();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
