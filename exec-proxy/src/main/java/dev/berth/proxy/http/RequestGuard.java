package dev.berth.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.Optional;

/**
 * Refuses requests that two parsers could read differently (reference proxy.md 6). Netty's decoder finds most of them but says so only in
 * {@code decoderResult()}, which therefore is asked of every object; without that check all of the 26 known hostile requests would be forwarded. Pure.
 */
final class RequestGuard {

    /** Why a request is not answered; the connection is closed, since nobody knows where the next one begins. */
    record Refusal(int status, String code, String why) {}

    private RequestGuard() {}

    static Optional<Refusal> check(HttpObject object) {
        if (object.decoderResult().isFailure())
            return Optional.of(undecodable(object.decoderResult().cause()));
        if (object instanceof HttpRequest request) return head(request);
        if (object instanceof LastHttpContent last && !last.trailingHeaders().isEmpty()) {
            return bad("Trailers are not understood here.");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> head(HttpRequest request) {
        var headers = request.headers();
        if (!request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && !request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            return Optional.of(new Refusal(505, "E_VERSION", "Speak HTTP/1.1."));
        }
        if (headers.getAll(HttpHeaderNames.HOST).size() != 1) return bad("Send exactly one Host.");
        if (!request.uri().startsWith("/")) return bad("Ask for a path that starts with a slash.");
        if (hasControls(request.uri())) return bad("The path holds characters that no path may hold.");
        if (!request.method().name().matches("[A-Z]{1,16}")) return bad("The method is not known.");
        return body(request, headers);
    }

    private static Optional<Refusal> body(HttpRequest request, HttpHeaders headers) {
        List<String> encodings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        boolean length = headers.contains(HttpHeaderNames.CONTENT_LENGTH);
        if (headers.getAll(HttpHeaderNames.CONTENT_LENGTH).size() > 1) return bad("Send at most one Content-Length.");
        if (!encodings.isEmpty()) {
            boolean chunkedAlone =
                    encodings.size() == 1 && encodings.getFirst().strip().equalsIgnoreCase("chunked");
            if (!chunkedAlone) return bad("The only transfer encoding is chunked.");
            if (length) return bad("Send a length or chunks, not both.");
            if (request.protocolVersion().equals(HttpVersion.HTTP_1_0)) return bad("HTTP/1.0 has no chunks.");
        }
        boolean hasBody = !encodings.isEmpty()
                || (length && !headers.get(HttpHeaderNames.CONTENT_LENGTH, "").equals("0"));
        if (headers.contains(HttpHeaderNames.UPGRADE) && hasBody) return bad("An upgrade has no body.");
        return Optional.empty();
    }

    private static Refusal undecodable(Throwable cause) {
        if (cause instanceof TooLongHttpLineException)
            return new Refusal(414, "E_URI_TOO_LONG", "The address is too long.");
        if (cause instanceof TooLongHttpHeaderException)
            return new Refusal(431, "E_HEADERS_TOO_LARGE", "The headers are too large.");
        return new Refusal(400, "E_MALFORMED", "The request is not valid HTTP.");
    }

    private static boolean hasControls(String uri) {
        return uri.chars().anyMatch(c -> c <= ' ' || c >= 0x7f);
    }

    private static Optional<Refusal> bad(String why) {
        return Optional.of(new Refusal(400, "E_MALFORMED", why));
    }
}
