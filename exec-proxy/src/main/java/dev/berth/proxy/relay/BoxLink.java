package dev.berth.proxy.relay;

import dev.berth.proxy.directory.MachineView.Machine;
import dev.berth.ttyd.BoxKey;
import dev.berth.ttyd.BoxPaths;
import dev.berth.ttyd.CloseCode;
import dev.berth.ttyd.Grant;
import dev.berth.ttyd.ServerFrameTracker;
import dev.berth.ttyd.WsFrames;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One connection to a box: dialled, attached, spliced, ended. Runs on its browser's event loop. */
final class BoxLink implements AttachKnock.Outcome, ServerFrameTracker.Sink {

    private static final String CODEC = "codec";

    /** What the terminal socket learns from it. After {@link #hangUp} it learns nothing more. */
    interface Listener {
        void boxOpened(BoxLink link);

        void boxRefused(BoxLink link, int status);

        void boxSilent(BoxLink link, String why);

        /** Data frames; ownership passes. */
        void boxData(ByteBuf bytes);

        /** Something was read; {@code command} is the first byte of a message, or 0. */
        void boxHeard(byte command);

        void boxPing(byte[] payload);

        void boxReadComplete();

        void boxWritable(boolean writable);

        /** It ended; 0 if without a Close. */
        void boxEnded(BoxLink link, int closeCode);
    }

    private final Machine machine;
    private final Listener listener;
    private final ServerFrameTracker tracker = new ServerFrameTracker(this);
    private @Nullable Channel channel;
    private @Nullable ReadGate gate;
    private boolean over;

    private BoxLink(Machine machine, Listener listener) {
        this.machine = machine;
        this.listener = listener;
    }

    /** Dials; one of opened, refused or silent follows. */
    static BoxLink dial(Channel browser, Machine machine, BoxKey key, Grant grant, Listener listener) {
        BoxLink link = new BoxLink(machine, listener);
        ChannelFuture connecting = Sockets.towardsBox(browser)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel made) {
                        made.pipeline().addLast(CODEC, new HttpClientCodec());
                        made.pipeline()
                                .addLast(new AttachKnock(
                                        key, grant, () -> made.pipeline().remove(CODEC), link));
                    }
                })
                .connect(machine.address(), machine.port());
        link.channel = connecting.channel();
        var _ = connecting.addListener((ChannelFuture done) -> {
            if (link.over) {
                // The browser left while the box was still being dialled.
                var _ = done.channel().close();
            } else if (!done.isSuccess()) {
                link.silent(String.valueOf(done.cause().getMessage()));
            }
        });
        return link;
    }

    Machine machine() {
        return machine;
    }

    /** Whether the browser has been given whole messages only. */
    boolean atMessageBoundary() {
        return tracker.atMessageBoundary();
    }

    boolean atFrameBoundary() {
        return tracker.atFrameBoundary();
    }

    boolean writable() {
        return channel != null && channel.isWritable();
    }

    void read(ReadGate.Reason reason, boolean on) {
        if (gate != null) {
            gate.set(reason, on);
        }
    }

    void write(ByteBuf frames) {
        if (over || channel == null) {
            frames.release();
            return;
        }
        var _ = channel.write(frames, channel.voidPromise());
    }

    void flush() {
        if (channel != null && !over) {
            channel.flush();
        }
    }

    /** Nobody wants to hear of it any more. */
    void hangUp() {
        if (over) {
            return;
        }
        over = true;
        if (channel != null) {
            if (gate != null && channel.isActive()) {
                var _ = channel.writeAndFlush(WsFrames.clientClose(CloseCode.NORMAL, ""), channel.voidPromise());
            }
            var _ = channel.close();
        }
    }

    @Override
    public void opened(ChannelHandlerContext context) {
        gate = new ReadGate(context.channel());
        context.pipeline().addLast(new Frames());
    }

    @Override
    public void ready() {
        if (!over) {
            listener.boxOpened(this);
        }
    }

    @Override
    public void refused(int status) {
        if (!over) {
            over = true;
            listener.boxRefused(this, status);
        }
    }

    @Override
    public void silent(String why) {
        if (!over) {
            over = true;
            listener.boxSilent(this, why);
        }
    }

    @Override
    public void forward(ByteBuf bytes) {
        listener.boxData(bytes);
    }

    @Override
    public void data(byte command) {
        listener.boxHeard(command);
    }

    @Override
    public void control(int opcode, ByteBuf payload) {
        if (opcode == WsFrames.PING) {
            byte[] bytes = new byte[payload.readableBytes()];
            payload.readBytes(bytes);
            listener.boxPing(bytes);
        } else if (opcode == WsFrames.CLOSE) {
            end(WsFrames.closeCode(payload));
        }
    }

    @Override
    public void violation(String why) {
        end(CloseCode.PROTOCOL);
    }

    private void end(int closeCode) {
        if (over) {
            return;
        }
        over = true;
        listener.boxReadComplete();
        listener.boxEnded(this, closeCode);
        if (channel != null) {
            var _ = channel.close();
        }
    }

    static boolean isHold(byte[] payload) {
        return text(payload).equals(BoxPaths.PING_HOLD);
    }

    static boolean isGo(byte[] payload) {
        return text(payload).equals(BoxPaths.PING_GO);
    }

    private static String text(byte[] payload) {
        return new String(payload, StandardCharsets.ISO_8859_1);
    }

    /** Frames from the box. */
    private final class Frames extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            try {
                if (!over && message instanceof ByteBuf bytes) {
                    listener.boxHeard((byte) 0);
                    tracker.feed(bytes);
                }
            } finally {
                ReferenceCountUtil.release(message);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            if (!over) {
                listener.boxReadComplete();
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            if (!over) {
                listener.boxWritable(context.channel().isWritable());
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            end(0);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            end(0);
        }
    }
}
