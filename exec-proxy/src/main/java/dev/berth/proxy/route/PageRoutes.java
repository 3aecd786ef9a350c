package dev.berth.proxy.route;

import dev.berth.crd.Everyone;
import dev.berth.crd.ProviderKind;
import dev.berth.crd.Transport;
import dev.berth.proxy.access.Origins;
import dev.berth.proxy.access.Principal;
import dev.berth.proxy.access.Roles;
import dev.berth.proxy.access.Standing;
import dev.berth.proxy.directory.AgentView;
import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.Directory;
import dev.berth.proxy.directory.FaceView;
import dev.berth.proxy.directory.MachineView;
import dev.berth.proxy.directory.WakeRule;
import dev.berth.proxy.route.Decision.Place;
import java.time.Instant;
import java.util.Optional;

/** Everything below the host of one computer: first the page by its path, then what is asked of the page, then the face. One object per request. */
final class PageRoutes {

    private final Ask ask;
    private final Principal principal;
    private final Site site;
    private final FaceLookup faces;

    PageRoutes(
            Ask ask,
            Principal principal,
            Instant now,
            Site site,
            Directory directory,
            Optional<Optional<FaceView>> found) {
        this.ask = ask;
        this.principal = principal;
        this.site = site;
        this.faces = new FaceLookup(ask, principal, now, directory, found);
    }

    /** {@code {computer}.{base}} or an alias of it: every agent, the landing agent at the root. */
    Decision onComputer(ComputerView computer) {
        if (faces.strangers(computer)) return refuse(computer, principal);
        var landing = computer.landingAgent();
        for (var agent : computer.agents()) {
            var path = agent.path();
            if ((ask.path() + "/").equals(path)) return redirect(agent.equals(landing) ? "/" : path);
            if (!ask.path().startsWith(path)) continue;
            var rest = ask.path().substring(path.length());
            // A parent's path is the beginning of its children's.
            if (rest.contains("/") || child(computer, agent, rest)) continue;
            if (agent.equals(landing)) return rest.isEmpty() ? redirect("/") : nowhere(computer);
            return page(place(computer, agent, path), rest);
        }
        var rest = ask.path().substring(1);
        if (rest.isEmpty() || PageName.of(rest) != PageName.NONE) return page(place(computer, landing, "/"), rest);
        if (ask.path().matches("/[a-z][a-z0-9-]{0,19}(/[a-z][a-z0-9-]{0,19})?/?")) {
            return new Decision.UnknownAgent(place(computer, landing, "/"), lastSegment());
        }
        return nowhere(computer);
    }

    /** {@code {agent}--{computer}.{base}}: this agent alone, at the root. */
    Decision onAgentHost(ComputerView computer, String name) {
        if (faces.strangers(computer)) return refuse(computer, principal);
        var agent = computer.agent(name);
        if (agent.isEmpty()) return new Decision.UnknownAgent(place(computer, computer.landingAgent(), "/"), name);
        var rest = ask.path().substring(1);
        return rest.isEmpty() || PageName.of(rest) != PageName.NONE
                ? page(place(computer, agent.get(), "/"), rest)
                : nowhere(computer);
    }

    private Decision page(Place place, String rest) {
        return switch (PageName.of(rest)) {
            case NONE -> rest.isEmpty() ? workspace(place) : nowhere(place.computer());
            case WS -> socket("tty", () -> faces.on(place, this::attach));
            case CTL -> socket("berth", () -> faces.on(place, (p, face) -> new Decision.Control(p, number(face))));
            case TERM -> reads(() -> faces.on(place, Decision.TerminalDocument::new));
            case TOKEN ->
                reads(() -> place.standing().mayLook() ? new Decision.Token() : refuse(place.computer(), principal));
            case FACES ->
                reads(() -> place.standing().mayLook()
                        ? new Decision.FaceList(place)
                        : refuse(place.computer(), principal));
            case DO -> form(place);
        };
    }

    private Decision workspace(Place place) {
        return reads(() -> FaceParam.of(ask.query()) instanceof FaceParam.Absent
                ? landing(place)
                : faces.on(
                        place,
                        (p, face) -> new Decision.Page(
                                p,
                                face,
                                face.isPresent()
                                        && ask.navigation()
                                        && p.standing().mayType())));
    }

    private Decision landing(Place place) {
        var computer = place.computer();
        if (!place.standing().mayLook()) return refuse(computer, principal);
        if (ask.prefetch()) {
            return new Decision.Reject(503, "E_PREFETCH", "This address makes a terminal, so it is not loaded ahead.");
        }
        if (!ask.navigation()) return new Decision.Quiet(place);
        if (!place.standing().mayType()) {
            return faces.newestOpen(place)
                    .<Decision>map(face ->
                            new Decision.Redirect(302, place.path() + "?" + FaceParam.with(ask.query(), face.number())))
                    .orElseGet(() -> consolePage(place));
        }
        return console(computer) ? consolePage(place) : new Decision.NewFace(place, ask.query());
    }

    private Decision.Page consolePage(Place place) {
        return new Decision.Page(
                FaceLookup.as(place, Roles.onSynthetic(place.computer(), principal)), Optional.empty(), false);
    }

    /** While one of these holds a landing would make a face that nothing can open; it shows the console instead (resources.md 4.2). */
    private static boolean console(ComputerView computer) {
        var held = WakeRule.held(computer);
        if (held.isEmpty()) return false;
        return switch (held.get()) {
            case DELETING, MAINTENANCE -> true;
            case PAUSED, NOT_ACCEPTED -> !computer.awake();
            case SUSPENDED_BY_OWNER, QUOTA_SPENT -> false;
        };
    }

    private Decision attach(Place place, Optional<FaceView> face) {
        if (face.isPresent() && replays(place, face.get())) {
            return new Decision.Replay(place, face.get(), ReplayTarget.of(place.computer(), (MachineView.Machine)
                    place.computer().machine()));
        }
        boolean visit = FaceParam.values(ask.query(), "visit").contains("1");
        boolean again = FaceParam.values(ask.query(), "again").contains("1");
        return new Decision.Attach(place, number(face), visit, again, utcOffset());
    }

    /** An awake private computer of its owner, and the request did not come back from a failed replay. */
    private boolean replays(Place place, FaceView face) {
        return site.behindFlyEdge()
                && place.standing() == Standing.OWNER
                && place.computer().sharing().members().isEmpty()
                && place.computer().sharing().everyone() == Everyone.NOBODY
                && face.access().isEmpty()
                && ask.header("fly-replay-failed").isEmpty()
                && place.computer().machine() instanceof MachineView.Machine machine
                && machine.awake()
                && machine.provider() == ProviderKind.FLY
                && machine.transport() == Transport.REPLAY
                && !machine.machineId().isEmpty();
    }

    private Decision socket(String protocol, java.util.function.Supplier<Decision> next) {
        if (!ask.webSocket()) return new Decision.Reject(426, "E_UPGRADE", "This address speaks WebSocket alone.");
        if (!ownPage()) return foreignPage();
        if (!ask.protocols().contains(protocol)) {
            return new Decision.Reject(400, "E_PROTOCOL", "Offer the subprotocol " + protocol + ".");
        }
        return next.get();
    }

    private Decision form(Place place) {
        if (ask.webSocket() || !ask.method().equals("POST")) return Router.method("POST");
        if (!ownPage()) return foreignPage();
        return place.standing().mayLook() ? new Decision.Form(place) : refuse(place.computer(), principal);
    }

    private Decision reads(java.util.function.Supplier<Decision> next) {
        return ask.reads() && !ask.webSocket() ? next.get() : Router.method("GET");
    }

    private boolean ownPage() {
        return Origins.ownPage(site.scheme(), ask.host(), ask.header("origin"), ask.header("sec-fetch-site"));
    }

    static Decision foreignPage() {
        return new Decision.Reject(
                403,
                "E_FOREIGN_PAGE",
                "Another page asked for this, not the computer's own; open the computer's address.");
    }

    static Decision refuse(ComputerView computer, Principal principal) {
        return switch (principal) {
            case Principal.Anonymous() ->
                new Decision.SignInNeeded(computer.key().name());
            case Principal.User user -> new Decision.Denied(computer.key().name());
        };
    }

    private Place place(ComputerView computer, AgentView agent, String path) {
        return new Place(computer, agent.name(), path, Roles.on(computer, principal));
    }

    private static boolean child(ComputerView computer, AgentView agent, String rest) {
        return computer.agents().stream()
                .anyMatch(a -> a.parent().equals(agent.name()) && a.name().equals(rest));
    }

    private Decision redirect(String path) {
        return new Decision.Redirect(307, path + (ask.query().isEmpty() ? "" : "?" + ask.query()));
    }

    private static Decision nowhere(ComputerView computer) {
        return new Decision.Reject(404, "E_NO_PAGE", computer.key().name() + " has no page at this address.");
    }

    private String lastSegment() {
        var path = ask.path().endsWith("/") ? ask.path().substring(0, ask.path().length() - 1) : ask.path();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static long number(Optional<FaceView> face) {
        return face.map(FaceView::number).orElse(0L);
    }

    private int utcOffset() {
        var tz = FaceParam.values(ask.query(), "tz");
        if (tz.isEmpty() || !tz.getFirst().matches("-?[0-9]{1,4}")) return 0;
        int minutes = Integer.parseInt(tz.getFirst());
        return Math.abs(minutes) <= 14 * 60 ? minutes : 0;
    }
}
