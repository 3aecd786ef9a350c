package dev.berth.box.gate;

import dev.berth.box.http.Exchange;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;

/** Begins the exchange for a request; refusals are exchanges too. */
interface Router {

    Exchange begin(ChannelHandlerContext context, HttpRequest request, boolean keepAlive);
}
