package dev.berth.box.port;

import dev.berth.ttyd.BoxPaths;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;

/** Heads as they go on: without what concerns one connection alone (RFC 9110 section 7.6.1), and without grants. Pure. */
final class HopHeaders {

    private static final List<String> HOP_BY_HOP =
            List.of("keep-alive", "proxy-connection", "proxy-authenticate", "proxy-authorization", "te", "trailer");

    private HopHeaders() {}

    static boolean upgradesToWebSocket(HttpRequest request) {
        return request.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    static HttpRequest toBox(HttpRequest from, String uri) {
        boolean upgrade = upgradesToWebSocket(from);
        var to = new DefaultHttpRequest(
                HttpVersion.HTTP_1_1, from.method(), uri, from.headers().copy());
        strip(to.headers());
        to.headers().remove(BoxPaths.HEADER_GRANT);
        to.headers().remove(HttpHeaderNames.EXPECT);
        if (upgrade) {
            to.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
            to.headers().set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
        } else {
            to.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return to;
    }

    /** A body that ends with the connection inside the box is chunked outside, where the connection goes on. */
    static HttpResponse fromBox(HttpResponse from, String proof, boolean keepAlive) {
        boolean upgrade = from.status().code() == 101;
        var to = new DefaultHttpResponse(
                HttpVersion.HTTP_1_1, from.status(), from.headers().copy());
        strip(to.headers());
        to.headers().set(BoxPaths.HEADER_PROOF, proof);
        if (upgrade) {
            to.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
            to.headers().set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
            return to;
        }
        boolean bodiless = from.status().code() == 204 || from.status().code() == 304;
        if (!bodiless && !HttpUtil.isContentLengthSet(to) && !HttpUtil.isTransferEncodingChunked(to)) {
            HttpUtil.setTransferEncodingChunked(to, true);
        }
        if (!keepAlive) {
            to.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return to;
    }

    private static void strip(HttpHeaders headers) {
        for (String listed : headers.getAll(HttpHeaderNames.CONNECTION)) {
            for (String name : listed.split(",", -1)) {
                String header = name.strip();
                // A message that names its own framing as hop-by-hop would lose it; framing is ours to keep.
                if (!header.isEmpty()
                        && !header.equalsIgnoreCase("content-length")
                        && !header.equalsIgnoreCase("transfer-encoding")) {
                    headers.remove(header);
                }
            }
        }
        HOP_BY_HOP.forEach(headers::remove);
        headers.remove(HttpHeaderNames.CONNECTION);
        headers.remove(HttpHeaderNames.UPGRADE);
    }
}
