package dev.berth.box.gate;

import dev.berth.box.http.Answers;
import dev.berth.box.http.Exchange;
import dev.berth.box.http.Reply;
import dev.berth.ttyd.BoxPaths;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletionStage;

/** A control call: collects its body, calls, answers. */
final class ControlExchange implements Exchange {

    /** What answers control calls, on the event loop. */
    interface Calls {
        CompletionStage<Reply> call(HttpMethod method, String path, byte[] body);
    }

    /** ConfigMap and Secret hold at most 1 MiB each; base64 adds a third. */
    private static final int MAX_BODY = 4 << 20;

    private final ChannelHandlerContext context;
    private final Calls calls;
    private final HttpMethod method;
    private final String path;
    private final String proof;
    private final boolean keepAlive;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private boolean tooBig;
    private boolean finished;

    ControlExchange(
            ChannelHandlerContext context,
            Calls calls,
            HttpMethod method,
            String path,
            String proof,
            boolean keepAlive) {
        this.context = context;
        this.calls = calls;
        this.method = method;
        this.path = path;
        this.proof = proof;
        this.keepAlive = keepAlive;
    }

    @Override
    public void content(HttpContent content) {
        try {
            if (body.size() + content.content().readableBytes() > MAX_BODY) {
                tooBig = true;
            } else {
                content.content().forEachByte(b -> {
                    body.write(b);
                    return true;
                });
            }
        } finally {
            content.release();
        }
        if (content instanceof LastHttpContent) {
            if (tooBig) {
                answer(Reply.refused(413, "The body is longer than " + MAX_BODY + " bytes; send less."));
            } else {
                var _ = calls.call(method, path, body.toByteArray()).whenComplete(this::completed);
            }
        }
    }

    private void completed(
            @org.jspecify.annotations.Nullable Reply reply, @org.jspecify.annotations.Nullable Throwable failure) {
        if (context.executor().inEventLoop()) {
            answer(
                    reply != null
                            ? reply
                            : Reply.refused(500, "boxd could not do " + path + ": " + sentence(failure) + "."));
        } else {
            context.executor().execute(() -> completed(reply, failure));
        }
    }

    private static String sentence(@org.jspecify.annotations.Nullable Throwable failure) {
        Throwable cause = failure != null && failure.getCause() != null ? failure.getCause() : failure;
        String message = cause == null ? null : cause.getMessage();
        return message == null ? "an unknown failure" : message.replaceAll("\\.$", "");
    }

    private void answer(Reply reply) {
        finished = true;
        Answers.write(context, reply, proof, keepAlive);
    }

    @Override
    public boolean finished() {
        return finished;
    }

    /** Control calls; the rest of {@link BoxPaths} is relayed. */
    static boolean isControl(String path) {
        return switch (path) {
            case BoxPaths.ACTIVITY,
                    BoxPaths.SESSIONS,
                    BoxPaths.CONFIG,
                    BoxPaths.QUIESCE,
                    BoxPaths.LEASE,
                    BoxPaths.OPEN -> true;
            default -> false;
        };
    }
}
