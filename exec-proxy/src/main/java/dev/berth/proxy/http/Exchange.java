package dev.berth.proxy.http;

import dev.berth.proxy.access.Principal;
import dev.berth.proxy.relay.ControlRequest;
import dev.berth.proxy.relay.TerminalRequest;
import dev.berth.proxy.route.Ask;
import dev.berth.proxy.route.Decision;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The request being served.
 *
 * @param id stands in its log lines and in {@code Berth-Request-Id}
 * @param form what was sent with it, of a form or nothing
 */
record Exchange(HttpRequest request, Ask ask, String id, StringBuilder form, boolean keepAlive) {

    private static final int MAX_BODY = 16 * 1024;

    static Exchange of(HttpRequest request) {
        var id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        var keepAlive = HttpUtil.isKeepAlive(request);
        // An expectation would be answered by nobody: small bodies are simply sent.
        HttpUtil.set100ContinueExpected(request, false);
        return new Exchange(request, Asks.of(request), id, new StringBuilder(), keepAlive);
    }

    TerminalRequest terminal(Decision.Attach to, Principal principal, String remote) {
        return new TerminalRequest(
                to.place().computer().key(),
                to.place().agent(),
                to.face(),
                principal,
                to.visit(),
                to.again(),
                to.utcOffsetMinutes(),
                remote,
                id);
    }

    ControlRequest control(Decision.Control to, Principal principal, String remote) {
        var place = to.place();
        return new ControlRequest(
                place.computer().key(), place.agent(), to.face(), place.path(), principal, remote, id);
    }

    PreviewRelay.Target preview(Decision.Place place, int port, String remote) {
        return new PreviewRelay.Target(request, ask, place, port, remote, id);
    }

    void take(ByteBuf piece) {
        form.append(piece.toString(StandardCharsets.UTF_8));
    }

    boolean tooLarge() {
        return form.length() > MAX_BODY;
    }

    String body() {
        return form.toString();
    }
}
