package dev.berth.proxy.relay;

import io.netty.channel.Channel;

/**
 * Takes over a socket after its handshake. Called on the channel's event loop once the 101 has been handed to the channel, with auto-read off and the HTTP
 * handlers still in front. It adds its own handlers at the end of the pipeline and returns; the HTTP handlers then leave, bytes that came right behind the
 * handshake reach the new handlers as {@code ByteBuf}s, and reading is the owner's from there on ({@code setAutoRead}, {@code read}).
 *
 * @param <R> what is known about the socket
 */
@FunctionalInterface
public interface SocketOwner<R> {
    void open(Channel channel, R request);
}
