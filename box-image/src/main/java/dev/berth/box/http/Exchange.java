package dev.berth.box.http;

import io.netty.handler.codec.http.HttpContent;

/** One request under way, after its head. Everything on the event loop. */
public interface Exchange {

    /** A piece of the request's body; the exchange owns it. */
    void content(HttpContent content);

    /** Nothing of this exchange is left to do; the connection may carry the next one. */
    boolean finished();

    /** The connection's writability changed. */
    default void writable(boolean writable) {}

    /** The connection is gone. */
    default void gone() {}
}
