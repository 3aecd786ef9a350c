package dev.berth.box.gate;

import dev.berth.box.attach.AttachDoor;
import dev.berth.box.gate.GrantGate.Admission;
import dev.berth.box.http.Exchange;
import dev.berth.box.http.RefusedExchange;
import dev.berth.box.port.PortRelay;
import dev.berth.ttyd.BoxPaths;
import dev.berth.ttyd.Grant;
import dev.berth.ttyd.Scope;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;

/** Routes of the box's one open port: a path names its scope, and nothing happens before the grant is checked. */
final class PublicRouter implements Router {

    private final GrantGate gate;
    private final ControlExchange.Calls calls;
    private final AttachDoor attach;
    private final PortRelay ports;

    PublicRouter(GrantGate gate, ControlExchange.Calls calls, AttachDoor attach, PortRelay ports) {
        this.gate = gate;
        this.calls = calls;
        this.attach = attach;
        this.ports = ports;
    }

    @Override
    public Exchange begin(ChannelHandlerContext context, HttpRequest request, boolean keepAlive) {
        String uri = request.uri();
        String path = uri.indexOf('?') < 0 ? uri : uri.substring(0, uri.indexOf('?'));
        Scope scope;
        if (path.equals(BoxPaths.ATTACH)) {
            scope = Scope.ATTACH;
        } else if (path.startsWith(BoxPaths.PORT)) {
            scope = Scope.PORT;
        } else if (ControlExchange.isControl(path)) {
            scope = Scope.CONTROL;
        } else {
            return RefusedExchange.of(context, 404, "The box protocol has no such path.", "", keepAlive);
        }
        return switch (gate.check(request.headers().get(BoxPaths.HEADER_GRANT), scope)) {
            case Admission.Refused(int status, String sentence, String proof) ->
                RefusedExchange.of(context, status, sentence, proof, keepAlive);
            case Admission.Admitted(Grant grant, String proof) ->
                switch (scope) {
                    case ATTACH -> attach.knock(context, request, grant, proof);
                    case PORT -> ports.begin(context, request, grant, proof, keepAlive);
                    case CONTROL -> new ControlExchange(context, calls, request.method(), path, proof, keepAlive);
                };
        };
    }
}
