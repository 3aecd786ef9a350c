package dev.berth.proxy.http;

import dev.berth.proxy.route.Ask;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.util.HashMap;

/** From Netty's request to the router's question. */
final class Asks {

    private Asks() {}

    static Ask of(HttpRequest request) {
        var uri = request.uri();
        int question = uri.indexOf('?');
        var headers = new HashMap<String, String>();
        for (var name : Ask.HEADERS) {
            var value = request.headers().get(name);
            if (value != null) headers.put(name, value);
        }
        return new Ask(
                request.method().name(),
                request.headers().get(HttpHeaderNames.HOST, ""),
                question < 0 ? uri : uri.substring(0, question),
                question < 0 ? "" : uri.substring(question + 1),
                headers,
                Handshake.valid(request),
                Handshake.protocols(request));
    }
}
