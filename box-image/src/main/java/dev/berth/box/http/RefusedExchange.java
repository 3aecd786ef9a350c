package dev.berth.box.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;

/** A request that was answered at its head; its body is read past. */
public final class RefusedExchange implements Exchange {

    private boolean finished;

    private RefusedExchange() {}

    /** Refuses now. */
    public static Exchange of(
            ChannelHandlerContext context, int status, String sentence, String proof, boolean keepAlive) {
        Answers.write(context, Reply.refused(status, sentence), proof, keepAlive);
        return new RefusedExchange();
    }

    @Override
    public void content(HttpContent content) {
        finished = content instanceof LastHttpContent;
        content.release();
    }

    @Override
    public boolean finished() {
        return finished;
    }
}
