package dev.berth.proxy.http;

import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The opening handshake of RFC 6455, and nothing else of WebSocket: frames are the relay's. */
final class Handshake {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private Handshake() {}

    /** GET, HTTP/1.1, both tokens, version 13, a key of 16 bytes. Any other upgrade is an ordinary request. */
    static boolean valid(HttpRequest request) {
        var headers = request.headers();
        return request.method().equals(HttpMethod.GET)
                && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && "websocket"
                        .equalsIgnoreCase(
                                headers.get(HttpHeaderNames.UPGRADE, "").strip())
                && headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_VERSION).equals(List.of("13"))
                && headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_KEY).size() == 1
                && sixteenBytes(headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY, ""));
    }

    static List<String> protocols(HttpRequest request) {
        var offered = new ArrayList<String>();
        for (var header : request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL)) {
            for (var name : header.split(",", -1)) offered.add(name.strip());
        }
        return offered;
    }

    /** The 101; extensions are not taken, since deflate would hide the command bytes. */
    static FullHttpResponse accept(HttpRequest request, String protocol) {
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS);
        response.headers()
                .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
                .set(
                        HttpHeaderNames.SEC_WEBSOCKET_ACCEPT,
                        acceptKey(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_KEY, "")))
                .set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, protocol);
        return response;
    }

    static String acceptKey(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static boolean sixteenBytes(String key) {
        try {
            return Base64.getDecoder().decode(key).length == 16;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
