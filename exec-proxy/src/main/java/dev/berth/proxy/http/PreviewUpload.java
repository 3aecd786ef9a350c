package dev.berth.proxy.http;

import dev.berth.proxy.http.PreviewRelay.Finish;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The client's half of a relayed request: what it sends goes on as fast as the box takes it. All calls on the client's event loop. */
final class PreviewUpload {

    private final ChannelHandlerContext client;
    private final Runnable more;
    private final BiConsumer<ChannelHandlerContext, Finish> finished;
    private final Deque<HttpContent> early = new ArrayDeque<>();
    private @Nullable Channel box;
    private @Nullable PreviewAnswer answer;
    private boolean complete;
    private boolean over;

    /** @param more asks the client for the next piece */
    PreviewUpload(ChannelHandlerContext client, Runnable more, BiConsumer<ChannelHandlerContext, Finish> finished) {
        this.client = client;
        this.more = more;
        this.finished = finished;
    }

    /** Takes ownership of the content. */
    void send(HttpContent content) {
        complete |= content instanceof LastHttpContent;
        if (over) {
            content.release();
        } else if (box == null) {
            early.add(content);
        } else {
            forward(box, content);
        }
    }

    /** The client has sent all of its request, so what it sends next is another. */
    boolean complete() {
        return complete;
    }

    private void forward(Channel to, HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        var _ = to.writeAndFlush(content);
        if (last) {
            if (answer != null) answer.asked();
        } else if (to.isWritable()) {
            // The next piece is asked for when this one has found room.
            more.run();
        }
    }

    void boxWritable() {
        if (!over && !complete) more.run();
    }

    void clientWritable(boolean writable) {
        if (box != null) box.config().setAutoRead(writable);
    }

    /** The box has begun to answer, and the client has seen it. */
    boolean answered() {
        return answer != null && answer.begun();
    }

    void connected(Channel channel, HttpRequest head, PreviewAnswer reader) {
        if (over || !client.channel().isActive()) {
            var _ = channel.close();
            end();
            return;
        }
        box = channel;
        answer = reader;
        var _ = channel.writeAndFlush(head);
        if (early.isEmpty()) more.run();
        while (!early.isEmpty()) forward(channel, early.remove());
    }

    /** The client is gone, or its request is no HTTP. */
    void abort() {
        end();
        if (box != null) {
            var _ = box.close();
        }
    }

    void done(Finish finish) {
        if (over) return;
        end();
        if (box != null) {
            var _ = box.close();
        }
        finished.accept(client, finish);
    }

    private void end() {
        over = true;
        while (!early.isEmpty()) early.remove().release();
    }
}
