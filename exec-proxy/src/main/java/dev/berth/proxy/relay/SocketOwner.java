package dev.berth.proxy.relay;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Takes over a socket after its handshake. Called on the channel's event loop once the 101 has been written, with auto-read off and every HTTP handler gone. It adds its own handlers
 * at the end of the pipeline and returns; bytes that came right behind the handshake reach them next as {@code ByteBuf}s, and reading is the owner's from there on
 * ({@code setAutoRead}, {@code read}).
 *
 * @param <R> what is known about the socket
 */
@FunctionalInterface
public interface SocketOwner<R> {
    void open(Channel channel, R request);

    /**
     * This replica ends: every socket gets Close 1012 at a frame boundary, spread over the time given so that the other replicas are not stampeded. Completes
     * when the last is gone.
     */
    default CompletionStage<Void> drain(Duration over) {
        return CompletableFuture.completedFuture(null);
    }
}
