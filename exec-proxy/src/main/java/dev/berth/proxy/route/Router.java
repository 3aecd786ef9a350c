package dev.berth.proxy.route;

import dev.berth.proxy.access.Origins;
import dev.berth.proxy.access.Principal;
import dev.berth.proxy.access.Roles;
import dev.berth.proxy.access.Standing;
import dev.berth.proxy.directory.ComputerKey;
import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.Directory;
import dev.berth.proxy.directory.FaceView;
import dev.berth.proxy.route.Decision.Place;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** From a request to a decision: host, then who, then page (see {@link PageRoutes}). Pure: the directory answers from memory, time is passed in. */
public final class Router {

    private final Site site;
    private final Directory directory;

    public Router(Site site, Directory directory) {
        this.site = site;
        this.directory = directory;
    }

    public Decision decide(Ask ask, Principal principal, Instant now) {
        return decide(ask, principal, now, Optional.empty());
    }

    /** The second look after {@link Decision.FindFace}: {@code found} is what the API server has, or nothing. */
    public Decision decideAgain(Ask ask, Principal principal, Instant now, Optional<FaceView> found) {
        return decide(ask, principal, now, Optional.of(found));
    }

    private Decision decide(Ask ask, Principal principal, Instant now, Optional<Optional<FaceView>> found) {
        var host = HostName.parse(ask.host(), site);
        // Before our own paths: there every path is the box's.
        if (host instanceof HostName.OfPreview(var name, int port)) return onPreview(ask, name, port, principal);
        var probe = probe(ask);
        if (probe.isPresent()) return probe.get();
        if (host instanceof HostName.Nonsense) return unknownHost();
        if (ask.path().startsWith("/_static/")) return staticFile(ask);
        return switch (host) {
            case HostName.Nonsense() -> unknownHost();
            case HostName.Base() -> home(ask, principal);
            case HostName.OfPreview(var name, int port) -> onPreview(ask, name, port, principal);
            case HostName.OfComputer(var name) ->
                known(directory.byName(name), name, principal, c -> pages(ask, principal, now, found)
                        .onComputer(c));
            case HostName.OfAgent(var name, var agent) ->
                known(directory.byName(name), name, principal, c -> pages(ask, principal, now, found)
                        .onAgentHost(c, agent));
            case HostName.Other(var alias) -> {
                var key = directory.byAlias(alias);
                yield key.isEmpty()
                        ? unknownHost()
                        : known(key, alias, principal, c -> pages(ask, principal, now, found)
                                .onComputer(c));
            }
        };
    }

    private PageRoutes pages(Ask ask, Principal principal, Instant now, Optional<Optional<FaceView>> found) {
        return new PageRoutes(ask, principal, now, site, directory, found);
    }

    private static Optional<Decision> probe(Ask ask) {
        var kind =
                switch (ask.path()) {
                    case "/_healthz" -> Decision.Probe.Kind.HEALTH;
                    case "/_readyz" -> Decision.Probe.Kind.READY;
                    case "/_version" -> Decision.Probe.Kind.VERSION;
                    default -> null;
                };
        if (kind == null) return Optional.empty();
        return Optional.of(ask.reads() && !ask.webSocket() ? new Decision.Probe(kind) : method("GET"));
    }

    private static Decision staticFile(Ask ask) {
        if (!ask.reads() || ask.webSocket()) return method("GET");
        return new Decision.Static(ask.path().substring("/_static/".length()));
    }

    private Decision home(Ask ask, Principal principal) {
        if (!ask.path().equals("/")) {
            return new Decision.Reject(404, "E_NO_PAGE", "There is no page at this address.");
        }
        if (!ask.reads() || ask.webSocket()) return method("GET");
        return new Decision.Home(directory.ownedBy(principal.name()).stream()
                .map(ComputerKey::name)
                .map(site::computerUrl)
                .findFirst());
    }

    /** Somebody who is not signed in learns nothing about which computers exist; somebody who is gets 404 or 403. */
    private Decision known(
            Optional<ComputerKey> key, String name, Principal principal, Function<ComputerView, Decision> next) {
        var computer = key.flatMap(directory::computer);
        if (computer.isPresent()) return next.apply(computer.get());
        return switch (principal) {
            case Principal.Anonymous() -> new Decision.SignInNeeded(name);
            case Principal.User user -> new Decision.UnknownComputer(name);
        };
    }

    private Decision onPreview(Ask ask, String name, int port, Principal principal) {
        var decision = known(directory.byName(name), name, principal, c -> preview(ask, c, port, principal));
        // Where the box is not asked a page of ours stands instead, which needs its style.
        boolean ours = !(decision instanceof Decision.Preview) && ask.path().startsWith("/_static/");
        return ours ? staticFile(ask) : decision;
    }

    private Decision preview(Ask ask, ComputerView computer, int port, Principal principal) {
        var standing = Roles.on(computer, principal);
        if (standing != Standing.OWNER) return PageRoutes.refuse(computer, principal);
        if (port < 1024 || port > 65535 || port == dev.berth.ttyd.BoxPaths.BOX_PORT) {
            return new Decision.Reject(404, "E_NO_PORT", "Port " + port + " of a computer cannot be opened.");
        }
        boolean own = Origins.ownPage(site.scheme(), ask.host(), ask.header("origin"), ask.header("sec-fetch-site"));
        boolean mayRead = Origins.mayRead(ask.header("sec-fetch-site"), ask.header("sec-fetch-mode"));
        boolean changes = ask.webSocket() || !ask.reads();
        if (changes ? !own : !mayRead) return PageRoutes.foreignPage();
        var place = new Place(computer, computer.landingAgent().name(), "/", standing);
        return computer.awake() ? new Decision.Preview(place, port) : new Decision.PreviewAsleep(place, port);
    }

    private static Decision unknownHost() {
        return new Decision.Reject(404, "E_UNKNOWN_HOST", "No computer answers at this host.");
    }

    static Decision method(String allowed) {
        return new Decision.Reject(405, "E_METHOD", "Only " + allowed + " works here.");
    }
}
