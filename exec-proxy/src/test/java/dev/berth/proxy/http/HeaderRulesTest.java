package dev.berth.proxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What passes between a browser and what a box serves, header by header. */
final class HeaderRulesTest {

    private static final HeaderRules.Forwarded FORWARDED =
            new HeaderRules.Forwarded("8000--hello.preview.localhost:8080", "http", "127.0.0.1");

    /** What every request to a box carries, whatever came in. */
    private static final List<String> SET = List.of(
            "host: 8000--hello.preview.localhost:8080",
            "x-forwarded-for: 127.0.0.1",
            "x-forwarded-host: 8000--hello.preview.localhost:8080",
            "x-forwarded-proto: http");

    /** Sent, and what of it reaches the box; a row without the second part is dropped whole. */
    private static List<Arguments> requests() {
        return rows("""
                a header that we do not know           | X-Custom: 1                       | x-custom: 1
                a header of the program's own proxy    | X-Forwarded-Prefix: /app          | x-forwarded-prefix: /app
                the origin                             | Origin: http://x                  | origin: http://x
                conditional requests                   | If-None-Match: "a"                | if-none-match: "a"
                ranges                                 | Range: bytes=0-1                  | range: bytes=0-1
                a program's own authorization          | Authorization: Basic YQ==         | authorization: Basic YQ==
                a length                               | Content-Length: 5                 | content-length: 5
                a length that Connection names         | Connection: Content-Length ; Content-Length: 5 | content-length: 5
                a WebSocket's extensions               | Sec-WebSocket-Extensions: x       | sec-websocket-extensions: x
                cookies of the program                 | Cookie: a=1; b=2                  | cookie: a=1; b=2
                cookies in several headers             | Cookie: a=1 ; Cookie: b=2         | cookie: a=1; b=2
                our own cookie                         | Cookie: __Host-berth=s            |
                our own among others                   | Cookie: a=1; __Host-berth=s; b=2  | cookie: a=1; b=2
                our own in another case                | Cookie: __host-Berth=s            |
                a signing-in service's session         | Cookie: __session=s; a=1          | cookie: a=1
                its numbered session                   | Cookie: __session_2xK=s           |
                its client                             | Cookie: __client_uat=1            |
                a cookie without a name                | Cookie: =1; a=1                   | cookie: a=1
                a host that the client names           | Host: evil.example                |
                Connection                             | Connection: close                 |
                Keep-Alive                             | Keep-Alive: timeout=5             |
                TE                                     | TE: trailers                      |
                Trailer                                | Trailer: X-Sum                    |
                Transfer-Encoding, which the codec adds| Transfer-Encoding: chunked        |
                Upgrade without a handshake            | Upgrade: h2c                      |
                settings of HTTP/2                     | HTTP2-Settings: AA                |
                Proxy-Connection                       | Proxy-Connection: keep-alive      |
                Proxy-Authorization                    | Proxy-Authorization: Basic YQ==   |
                Proxy-Authenticate                     | Proxy-Authenticate: Basic         |
                Proxy, which CGI would believe         | Proxy: http://evil.example        |
                a header named by Connection           | Connection: X-Secret ; X-Secret: 1 |
                several named, in any case             | Connection: close, x-A , X-b ; X-A: 1 ; X-B: 2 ; X-C: 3 | x-c: 3
                named by a second Connection           | Connection: close ; Connection: X-A ; X-A: 1 |
                trusted headers named by Connection    | Connection: X-Forwarded-For, Host |
                a forged address                       | X-Forwarded-For: 10.0.0.1         |
                a forged scheme                        | X-Forwarded-Proto: https          |
                a forged host                          | X-Forwarded-Host: evil.example    |
                a forged port                          | X-Forwarded-Port: 1               |
                Forwarded                              | Forwarded: for=10.0.0.1           |
                X-Real-IP                              | X-Real-IP: 10.0.0.1               |
                a grant of the client's                | Berth-Grant: x                    |
                a proof of the client's                | Berth-Proof: x                    |
                who the client says it is              | X-Berth-User: dev:me              |
                an instance of Fly's                   | Fly-Force-Instance-Id: x          |
                a replay's source                      | Fly-Replay-Src: x                 |
                an address of Fly's edge               | Fly-Client-IP: 10.0.0.1           |
                """);
    }

    private static List<Arguments> answers() {
        return rows("""
                a header that we do not know           | X-Custom: 1                       | x-custom: 1
                a type                                 | Content-Type: text/html           | content-type: text/html
                a length                               | Content-Length: 5                 | content-length: 5
                a redirect                             | Location: /next                   | location: /next
                a redirect elsewhere                   | Location: https://example.com/    | location: https://example.com/
                a question for a password              | WWW-Authenticate: Basic           | www-authenticate: Basic
                the program's own policy               | Content-Security-Policy: x        | content-security-policy: x
                a cookie of its own host               | Set-Cookie: a=1; Path=/; HttpOnly | set-cookie: a=1; Path=/; HttpOnly
                several cookies                        | Set-Cookie: a=1 ; Set-Cookie: b=2 | set-cookie: a=1, set-cookie: b=2
                a cookie for all previews              | Set-Cookie: a=1; Domain=preview.localhost |
                a cookie for all of us                 | Set-Cookie: a=1; path=/; DOMAIN=localhost |
                one of several too wide                | Set-Cookie: a=1; Domain=localhost ; Set-Cookie: b=2 | set-cookie: b=2
                a cookie with our name                 | Set-Cookie: __Host-berth=s        |
                a cookie with our name in another case | Set-Cookie: __HOST-BERTH=s        |
                a session of the signing-in service    | Set-Cookie: __session=s           |
                Connection                             | Connection: close                 |
                a header named by Connection           | Connection: X-Hop ; X-Hop: 1      |
                Keep-Alive                             | Keep-Alive: timeout=5             |
                Transfer-Encoding, which the codec adds| Transfer-Encoding: chunked        |
                Upgrade                                | Upgrade: websocket                |
                Trailer                                | Trailer: X-Sum                    |
                Proxy-Authenticate                     | Proxy-Authenticate: Basic         |
                another way to us                      | Alt-Svc: h3=":443"                |
                the box's proof                        | Berth-Proof: x                    |
                a replica that it is not               | Berth-Proxy: proxy-z              |
                an order to Fly's edge                 | Fly-Replay: app=evil              |
                """);
    }

    private static List<Arguments> rows(String table) {
        return table.lines()
                .map(line -> line.split("\\|", -1))
                .map(cells -> Arguments.of(cells[0].strip(), cells[1].strip(), cells[2].strip()))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void towardsTheBox(String name, String sent, String arrives) {
        var expected = new ArrayList<>(SET);
        if (!arrives.isEmpty()) expected.add(arrives);
        assertEquals(
                expected.stream().sorted().toList(),
                lines(HeaderRules.toBox(headers(sent), FORWARDED, false)).stream()
                        .sorted()
                        .toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void fromTheBox(String name, String sent, String arrives) {
        assertEquals(arrives, String.join(", ", lines(HeaderRules.fromBox(headers(sent)))));
    }

    @Test
    void aHandshakeIsSaidAnew() {
        var to = HeaderRules.toBox(headers("Connection: keep-alive, Upgrade ; Upgrade: websocket"), FORWARDED, true);
        assertEquals("Upgrade", to.get("Connection"));
        assertEquals("websocket", to.get("Upgrade"));
    }

    private static HttpHeaders headers(String text) {
        var headers = new DefaultHttpHeaders();
        for (var line : text.split(" ; ", -1)) {
            int colon = line.indexOf(':');
            headers.add(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static List<String> lines(HttpHeaders headers) {
        return headers.entries().stream()
                .map(header -> header.getKey().toLowerCase(Locale.ROOT) + ": " + header.getValue())
                .toList();
    }
}
