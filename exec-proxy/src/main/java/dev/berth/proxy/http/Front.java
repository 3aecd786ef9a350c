package dev.berth.proxy.http;

import dev.berth.proxy.access.Principal;
import dev.berth.proxy.relay.SocketOwner;
import dev.berth.proxy.route.Decision;
import dev.berth.proxy.route.Decision.Place;
import dev.berth.proxy.web.Answer;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One connection, one request at a time: guard, decide, then answer, or hand the socket over. Nothing is read from the client while a request is being answered, so pipelined
 * requests wait in the kernel. Everything here runs on the connection's event loop.
 */
final class Front extends ChannelInboundHandlerAdapter {

    private final FrontParts parts;
    private final HeadDeadline deadline;
    private final String remote;
    private @Nullable Exchange exchange;
    private @Nullable PreviewUpload upload;
    private boolean known;
    private boolean over;
    private boolean hungry;

    Front(FrontParts parts, HeadDeadline deadline, String remote) {
        this.parts = parts;
        this.deadline = deadline;
        this.remote = remote;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        hungry = false;
        if (over) {
            ReferenceCountUtil.release(message);
            return;
        }
        var refusal = RequestGuard.check((HttpObject) message);
        if (refusal.isPresent()) {
            ReferenceCountUtil.release(message);
            refuse(ctx, refusal.get());
            return;
        }
        if (message instanceof HttpRequest request) head(ctx, request);
        if (message instanceof HttpContent content) body(ctx, content);
    }

    private void head(ChannelHandlerContext ctx, HttpRequest request) {
        deadline.answered();
        var next = Exchange.of(request);
        exchange = next;
        var decision = parts.router()
                .decide(next.ask(), parts.principal(), parts.clock().instant());
        if (!admit(ctx, next)) return;
        // An upload to a box is passed on as it comes; everything else is answered when the request is complete.
        if (decision instanceof Decision.Preview(var place, int port)
                && !next.ask().webSocket()) {
            upload = parts.previews().request(ctx, () -> more(ctx), this::finished, next.preview(place, port, remote));
        } else {
            more(ctx);
        }
    }

    private void body(ChannelHandlerContext ctx, HttpContent content) {
        var current = exchange;
        if (current == null) {
            content.release();
            return;
        }
        if (upload != null) {
            upload.send(content);
            return;
        }
        current.take(content.content());
        boolean last = content instanceof LastHttpContent;
        content.release();
        if (current.tooLarge()) {
            refuse(ctx, new RequestGuard.Refusal(413, "E_TOO_LARGE", "The request is too large."));
        } else if (last) {
            carryOut(
                    ctx,
                    current,
                    parts.router()
                            .decide(
                                    current.ask(),
                                    parts.principal(),
                                    parts.clock().instant()));
        } else {
            more(ctx);
        }
    }

    private void carryOut(ChannelHandlerContext ctx, Exchange current, Decision decision) {
        switch (decision) {
            case Decision.Answered answered ->
                parts.answerer()
                        .answer(answered, current.ask(), parts.principal(), current.body(), takesGzip(current))
                        .whenComplete((answer, failure) -> onLoop(
                                ctx,
                                () -> write(
                                        ctx,
                                        current,
                                        failure == null
                                                ? answer
                                                : parts.answerer().broken(current.ask(), 500, current.id(), failure))));
            case Decision.FindFace(var place, long number) -> find(ctx, current, place, number);
            case Decision.Attach attach ->
                open(
                        ctx,
                        current,
                        "tty",
                        parts.terminals(),
                        parts.meters().terminals,
                        current.terminal(attach, parts.principal(), remote));
            case Decision.Control control ->
                open(
                        ctx,
                        current,
                        "berth",
                        parts.controls(),
                        parts.meters().controls,
                        current.control(control, parts.principal(), remote));
            case Decision.Preview(var place, int port) -> {
                over = true;
                parts.previews().socket(ctx, current.preview(place, port, remote));
            }
        }
    }

    /** The number is above all that the watch has brought: one GET before anybody is told 404. */
    private void find(ChannelHandlerContext ctx, Exchange current, Place place, long number) {
        var _ = CompletableFuture.supplyAsync(
                        () -> parts.cluster().face(place.computer().key(), place.agent(), number), parts.slow())
                .exceptionally(unavailable -> Optional.empty())
                .thenAccept(found -> onLoop(ctx, () -> {
                    var now = parts.clock().instant();
                    carryOut(ctx, current, parts.router().decideAgain(current.ask(), parts.principal(), now, found));
                }));
    }

    private <R> void open(
            ChannelHandlerContext ctx,
            Exchange current,
            String protocol,
            SocketOwner<R> owner,
            AtomicInteger gauge,
            R request) {
        if (!parts.socketRate().take(parts.principal().name())) {
            write(ctx, current, parts.answerer().tooFast(current.ask()));
            return;
        }
        over = true;
        exchange = null;
        parts.meters().answered(101);
        Doorway.open(ctx, current, parts.replica(), protocol, owner, gauge, request);
    }

    /** The relay to a box is done with its request. */
    private void finished(ChannelHandlerContext ctx, PreviewRelay.Finish finish) {
        var current = exchange;
        upload = null;
        switch (finish) {
            case PreviewRelay.Finish.Relayed(boolean reusable) -> {
                exchange = null;
                if (reusable && !parts.draining().getAsBoolean()) {
                    next(ctx);
                } else {
                    over = true;
                    var _ = ctx.channel().close();
                }
            }
            case PreviewRelay.Finish.Failed(var why) -> {
                if (current != null) {
                    // What is left of the upload would be read as the next request.
                    over = true;
                    var answer = parts.answerer().unreachable(current.ask(), why);
                    parts.meters().answered(answer.status());
                    Responses.write(ctx, current.ask(), answer, current.id(), false)
                            .addListener(ChannelFutureListener.CLOSE);
                }
            }
        }
    }

    private void write(ChannelHandlerContext ctx, Exchange current, Answer answer) {
        if (!current.equals(exchange) || over) return;
        boolean keep = current.keepAlive() && !parts.draining().getAsBoolean();
        parts.meters().answered(answer.status());
        var written = Responses.write(ctx, current.ask(), answer, current.id(), keep);
        exchange = null;
        if (keep) {
            next(ctx);
        } else {
            over = true;
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void more(ChannelHandlerContext ctx) {
        hungry = true;
        ctx.read();
    }

    private void next(ChannelHandlerContext ctx) {
        deadline.next(ctx);
        more(ctx);
    }

    /** Nobody knows where the next request would begin, so there is none. */
    private void refuse(ChannelHandlerContext ctx, RequestGuard.Refusal refusal) {
        over = true;
        deadline.answered();
        parts.meters().refused(refusal.code());
        var running = upload;
        upload = null;
        if (running != null) {
            boolean begun = running.answered();
            running.abort();
            if (begun) {
                var _ = ctx.close();
                return;
            }
        }
        Lingering.close(ctx, Responses.refuse(ctx, refusal));
    }

    private boolean admit(ChannelHandlerContext ctx, Exchange current) {
        if (known) return true;
        known = true;
        if (parts.principal() instanceof Principal.User || parts.crowd().enter(remote)) {
            if (!(parts.principal() instanceof Principal.User)) {
                ctx.channel().closeFuture().addListener(closed -> parts.crowd().leave(remote));
            }
            return true;
        }
        over = true;
        Responses.write(ctx, current.ask(), parts.answerer().tooFast(current.ask()), current.id(), false)
                .addListener(ChannelFutureListener.CLOSE);
        return false;
    }

    private static boolean takesGzip(Exchange current) {
        return current.request().headers().get("Accept-Encoding", "").contains("gzip");
    }

    private static void onLoop(ChannelHandlerContext ctx, Runnable task) {
        ctx.executor().execute(() -> {
            if (ctx.channel().isActive()) task.run();
        });
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        parts.meters().connections.incrementAndGet();
        ctx.channel()
                .closeFuture()
                .addListener(closed -> parts.meters().connections.decrementAndGet());
        more(ctx);
    }

    /** One read may bring half a head, out of which the decoder makes nothing: then another is needed. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (hungry) ctx.read();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (upload != null) upload.clientWritable(ctx.channel().isWritable());
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (upload != null) upload.abort();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // A reset by the client is no event worth a line.
        var _ = ctx.close();
    }
}
