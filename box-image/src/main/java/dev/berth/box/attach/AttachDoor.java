package dev.berth.box.attach;

import dev.berth.box.face.FaceId;
import dev.berth.box.http.Exchange;
import dev.berth.box.http.RefusedExchange;
import dev.berth.ttyd.BoxPaths;
import dev.berth.ttyd.Grant;
import dev.berth.ttyd.Role;
import dev.berth.ttyd.Ttyd;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/attach}: from a grant to a terminal (resources.md 4.9). Face and role come from the grant alone, never from the URL. The
 * 101 is sent when ttyd has answered, so that 503 can still be said.
 */
public final class AttachDoor {

    /** Names of the HTTP handlers that leave the pipeline with the upgrade. */
    public static final String IDLE = "idle";

    public static final String CODEC = "codec";
    public static final String RECEPTION = "reception";

    private static final String WEBSOCKET_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /** What the door asks of the box, on the event loop. */
    public interface Host extends SocketHost {

        /** Whether the intake lets anybody in; a visit counts. */
        boolean admits();

        /** Finds or makes the face's session, then calls back on the event loop. */
        void enter(FaceId face, Role role, boolean fresh, EntryNews news);

        TtydLink dial(FaceId face, Role role, TtydLink.Listener listener);

        String title(FaceId face);

        void attached(AttachSocket socket);
    }

    /** How entering a face ended. */
    public interface EntryNews {
        void entered();

        void refused(int status, String sentence);
    }

    private final Host host;

    public AttachDoor(Host host) {
        this.host = host;
    }

    /** Somebody with a valid attach grant asks to come in. */
    public Exchange knock(ChannelHandlerContext context, HttpRequest request, Grant grant, String proof) {
        Optional<FaceId> face = FaceId.parse(grant.face());
        String key = request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_KEY);
        if (face.isEmpty()) {
            return RefusedExchange.of(context, 401, "The grant names no face of this computer.", proof, true);
        }
        if (key == null || !upgrades(request)) {
            return RefusedExchange.of(
                    context, 400, "Attach is a WebSocket of version 13 with subprotocol tty.", proof, true);
        }
        @Nullable Role role = grant.role();
        if (role == null) {
            return RefusedExchange.of(context, 403, "The grant carries no role on this face.", proof, true);
        }
        if (!host.admits()) {
            return RefusedExchange.of(context, 423, "The computer is falling asleep; wake it first.", proof, true);
        }
        var visit = new Visit(context, face.get(), role, key, proof);
        host.enter(face.get(), role, grant.fresh(), visit);
        return visit;
    }

    private static boolean upgrades(HttpRequest request) {
        HttpHeaders headers = request.headers();
        return request.method().equals(HttpMethod.GET)
                && headers.containsValue(HttpHeaderNames.UPGRADE, "websocket", true)
                && headers.containsValue(HttpHeaderNames.CONNECTION, "upgrade", true)
                && headers.containsValue(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13", true)
                && headers.containsValue(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, Ttyd.SUBPROTOCOL, true);
    }

    /** One knock, until it is a socket or refused. */
    private final class Visit implements Exchange, EntryNews, TtydLink.Listener {

        private final ChannelHandlerContext context;
        private final FaceId face;
        private final Role role;
        private final String key;
        private final String proof;
        private @Nullable TtydLink link;
        private boolean bodyRead;
        private boolean answered;

        Visit(ChannelHandlerContext context, FaceId face, Role role, String key, String proof) {
            this.context = context;
            this.face = face;
            this.role = role;
            this.key = key;
            this.proof = proof;
        }

        @Override
        public void entered() {
            if (context.channel().isActive()) {
                link = host.dial(face, role, this);
            }
        }

        @Override
        public void refused(int status, String sentence) {
            if (!answered) {
                answered = true;
                RefusedExchange.of(context, status, sentence, proof, true);
            }
        }

        @Override
        public void opened(TtydLink opened) {
            if (answered || !context.channel().isActive()) {
                opened.close();
                return;
            }
            answered = true;
            var response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS, Unpooled.EMPTY_BUFFER);
            response.headers()
                    .set(HttpHeaderNames.UPGRADE, "websocket")
                    .set(HttpHeaderNames.CONNECTION, "Upgrade")
                    .set(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, accept(key))
                    .set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, Ttyd.SUBPROTOCOL)
                    .set(BoxPaths.HEADER_PROOF, proof);
            var pipeline = context.pipeline();
            var _ = context.writeAndFlush(response);
            var socket = AttachSocket.start(context.channel(), face, role, opened, host);
            pipeline.remove(RECEPTION);
            pipeline.remove(IDLE);
            // Last, because it hands on what it has read beyond the request.
            pipeline.remove(CODEC);
            socket.greet(host.title(face));
            host.attached(socket);
        }

        @Override
        public void frame(TtydLink from, WebSocketFrame frame) {
            frame.release();
        }

        @Override
        public void writable(TtydLink from) {}

        @Override
        public void closed(TtydLink from) {
            refused(503, "The terminal service is starting; try again.");
        }

        @Override
        public void content(HttpContent content) {
            bodyRead |= content instanceof LastHttpContent;
            content.release();
        }

        @Override
        public boolean finished() {
            return answered && bodyRead;
        }

        @Override
        public void gone() {
            answered = true;
            if (link != null) {
                link.close();
            }
        }
    }

    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key + WEBSOCKET_GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-1.", e);
        }
    }
}
