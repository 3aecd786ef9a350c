package dev.berth.proxy.route;

import dev.berth.proxy.access.Principal;
import dev.berth.proxy.directory.Computers;
import dev.berth.proxy.directory.FixedDirectory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small language for requests: {@code ask("hello.localhost/?face=1").fromAnotherSite()}. */
final class RoutingTable {

    static final Site SITE = new Site("http", "localhost", 8080, "preview.localhost", false);
    static final Site FLY = new Site("http", "localhost", 8080, "preview.localhost", true);
    static final Principal ME = new Principal.User("dev:me");
    static final Principal OTHER = new Principal.User("dev:other");
    static final Principal NOBODY = new Principal.Anonymous();

    private RoutingTable() {}

    /** A person's navigation to an address, without the scheme. */
    static Request ask(String address) {
        return new Request(address).navigating();
    }

    static final class Request {
        private final String host;
        private final String path;
        private final String query;
        private final Map<String, String> headers = new HashMap<>();
        private String method = "GET";
        private boolean webSocket;
        private List<String> protocols = List.of();
        private Principal principal = ME;
        private Site site = SITE;

        private Request(String address) {
            int slash = address.indexOf('/');
            var rest = slash < 0 ? "/" : address.substring(slash);
            int question = rest.indexOf('?');
            var name = slash < 0 ? address : address.substring(0, slash);
            host = name.contains(":") ? name : name + ":8080";
            path = question < 0 ? rest : rest.substring(0, question);
            query = question < 0 ? "" : rest.substring(question + 1);
        }

        private Request navigating() {
            headers.put("sec-fetch-mode", "navigate");
            headers.put("sec-fetch-dest", "document");
            headers.put("sec-fetch-site", "none");
            headers.put("accept", "text/html,*/*");
            return this;
        }

        Request with(String header, String value) {
            headers.put(header, value);
            return this;
        }

        Request program() {
            headers.clear();
            headers.put("accept", "*/*");
            return this;
        }

        Request method(String name) {
            method = name;
            return this;
        }

        Request socket(String protocol) {
            webSocket = true;
            protocols = List.of(protocol);
            headers.clear();
            return from("http://" + host);
        }

        Request post() {
            method = "POST";
            headers.clear();
            return from("http://" + host);
        }

        Request from(String origin) {
            headers.put("origin", origin);
            return this;
        }

        Request as(Principal who) {
            principal = who;
            return this;
        }

        Request behindFly() {
            site = FLY;
            return this;
        }

        Decision in(FixedDirectory directory) {
            return new Router(site, directory).decide(asked(), principal, Computers.NOW);
        }

        Decision inAgain(FixedDirectory directory, Optional<dev.berth.proxy.directory.FaceView> found) {
            return new Router(site, directory).decideAgain(asked(), principal, Computers.NOW, found);
        }

        private Ask asked() {
            return new Ask(method, host, path, query, headers, webSocket, protocols);
        }
    }

    /** A decision as a few words, so that a table can be read. */
    static String words(Decision decision) {
        return switch (decision) {
            case Decision.NewFace(var place, var query) -> "new face of " + place.agent() + " at " + place.path();
            case Decision.Page page ->
                "page " + page.number() + " of " + page.place().agent() + (page.visit() ? ", wakes" : "")
                        + (page.place().standing().mayType() ? "" : ", read-only");
            case Decision.TerminalDocument(var place, var face) ->
                "terminal " + face.map(f -> f.number()).orElse(0L);
            case Decision.FaceList(var place) -> "list of " + place.agent();
            case Decision.Token() -> "token";
            case Decision.Form(var place) -> "form of " + place.agent();
            case Decision.Quiet(var place) -> "quiet";
            case Decision.Attach(var place, long face, boolean visit, boolean again, int offset) ->
                "attach " + place.agent() + "/" + face + (visit ? ", visit" : "") + (again ? ", again" : "")
                        + (offset == 0 ? "" : ", " + offset + " min");
            case Decision.Control(var place, long face) -> "control " + place.agent() + "/" + face;
            case Decision.Replay(var place, var face, var target) ->
                "replay " + face.inBox() + " to " + target.machineId();
            case Decision.Preview(var place, int port) -> "preview " + port;
            case Decision.PreviewAsleep(var place, int port) -> "preview asleep";
            case Decision.Redirect(int status, var location) -> status + " " + location;
            case Decision.FindFace(var place, long number) -> "look for " + number;
            case Decision.NoSuchFace(var place) -> "no such face";
            case Decision.FaceClosed(var place) -> "closed face";
            case Decision.UnknownAgent(var place, var agent) -> "no agent " + agent;
            case Decision.UnknownComputer(var name) -> "no computer " + name;
            case Decision.Denied(var name) -> "denied";
            case Decision.SignInNeeded(var name) -> "sign in for " + name;
            case Decision.Home(var url) -> "home " + url.orElse("without a computer");
            case Decision.Static(var file) -> "file " + file;
            case Decision.Probe(var kind) -> "probe " + kind;
            case Decision.Reject(int status, var code, var why) -> status + " " + code;
        };
    }
}
