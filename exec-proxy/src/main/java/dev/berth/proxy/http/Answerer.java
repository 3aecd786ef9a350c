package dev.berth.proxy.http;

import dev.berth.crd.WakeReason;
import dev.berth.proxy.access.Principal;
import dev.berth.proxy.directory.DemandWriter;
import dev.berth.proxy.directory.FaceAllocator;
import dev.berth.proxy.directory.FaceView;
import dev.berth.proxy.directory.LandAnswer;
import dev.berth.proxy.directory.MachineView;
import dev.berth.proxy.route.Ask;
import dev.berth.proxy.route.Decision;
import dev.berth.proxy.route.Decision.Place;
import dev.berth.proxy.route.FaceLink;
import dev.berth.proxy.route.ReplayTarget;
import dev.berth.proxy.web.Answer;
import dev.berth.proxy.web.ComputerState;
import dev.berth.proxy.web.Incidents;
import dev.berth.proxy.web.Json;
import dev.berth.proxy.web.Pages;
import dev.berth.ttyd.BoxKeys;
import dev.berth.ttyd.Grant;
import dev.berth.ttyd.Role;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns decisions into answers: a page for people, JSON for programs. The slow ones (a landing, a form) answer later; none blocks. */
final class Answerer {

    private static final Logger log = LoggerFactory.getLogger(Answerer.class);
    private static final int SOON = 1;

    private final Pages pages;
    private final FaceAllocator allocator;
    private final DemandWriter demand;
    private final FormActions forms;
    private final BoxKeys keys;
    private final Probes probes;
    private final Incidents incidents;
    private final Clock clock;

    Answerer(
            Pages pages,
            FaceAllocator allocator,
            DemandWriter demand,
            FormActions forms,
            BoxKeys keys,
            Probes probes,
            Incidents incidents,
            Clock clock) {
        this.pages = pages;
        this.allocator = allocator;
        this.demand = demand;
        this.forms = forms;
        this.keys = keys;
        this.probes = probes;
        this.incidents = incidents;
        this.clock = clock;
    }

    CompletionStage<Answer> answer(
            Decision.Answered decision, Ask ask, Principal principal, String body, boolean takesGzip) {
        return switch (decision) {
            case Decision.NewFace(var place, var query) -> land(place, ask, principal, query);
            case Decision.Form(var place) -> form(place, ask, principal, body);
            case Decision.Page page -> now(page(page));
            case Decision.TerminalDocument(var place, var face) -> now(pages.terminal(place, face));
            case Decision.FaceList(var place) ->
                now(ask.wantsHtml() ? pages.faces(place) : Json.of(200, Map.of("faces", pages.listed(place))));
            case Decision.Token() -> now(Json.of(200, Map.of("token", "")));
            case Decision.Quiet(var place) -> now(quiet(place));
            case Decision.Replay(var place, var face, var target) -> now(replay(place, face, target));
            case Decision.PreviewAsleep(var place, int port) -> now(previewAsleep(place, ask));
            case Decision.Redirect(int status, var location) -> now(Answer.redirect(status, location));
            case Decision.NoSuchFace(var place) ->
                now(say(ask, pages.noSuchFace(place), 404, "E_NO_FACE", "This computer never had that face."));
            case Decision.FaceClosed(var place) ->
                now(say(ask, pages.faceClosed(place), 410, "E_FACE_CLOSED", "This face has closed."));
            case Decision.UnknownAgent(var place, var agent) ->
                now(say(
                        ask,
                        pages.unknownAgent(place, agent),
                        404,
                        "E_NO_AGENT",
                        "No agent is called " + agent + " here."));
            case Decision.UnknownComputer(var name) ->
                now(say(
                        ask,
                        pages.notices().unknownComputer(name),
                        404,
                        "E_NO_COMPUTER",
                        "No computer is called " + name + "."));
            case Decision.Denied(var name) ->
                now(say(
                        ask,
                        pages.notices().denied(name, principal.name()),
                        403,
                        "E_DENIED",
                        name + " belongs to someone else."));
            case Decision.SignInNeeded(var name) ->
                now(say(ask, pages.notices().signInNeeded(name), 401, "E_SIGN_IN", "Sign in to open " + name + "."));
            case Decision.Home(var computer) ->
                now(computer.map(url -> Answer.redirect(302, url))
                        .orElseGet(() -> pages.notices().noComputerYet()));
            case Decision.Static(var file) ->
                now(pages.file(file, takesGzip).orElseGet(() -> Answer.text(404, "There is no such file.")));
            case Decision.Probe(var kind) -> now(probes.answer(kind));
            case Decision.Reject(int status, var code, var why) -> now(refuse(ask, status, code, why));
        };
    }

    Answer refuse(Ask ask, int status, String code, String why) {
        return say(ask, pages.notices().refused(status, why), status, code, why);
    }

    Answer tooFast(Ask ask) {
        return say(
                        ask,
                        pages.notices().tooFast(SOON),
                        429,
                        "E_TOO_FAST",
                        "Too many sockets at once; try again in " + SOON + " s.")
                .with("Retry-After", Integer.toString(SOON));
    }

    /** Our own failure: the code on the page is the code in the log. */
    Answer broken(Ask ask, int status, String requestId, Throwable cause) {
        var incident = incidents.next();
        log.atError()
                .addKeyValue("incident", incident)
                .addKeyValue("request", requestId)
                .setCause(cause)
                .log("A request could not be answered");
        var page = pages.notices().serverError(status, incident);
        return ask.wantsHtml()
                ? page
                : Json.problem(status, "E_INTERNAL", "Something broke on our side.", Map.of("incident", incident));
    }

    /** The box did not answer as it should. */
    Answer unreachable(Ask ask, String why) {
        var incident = incidents.next();
        log.atWarn().addKeyValue("incident", incident).addKeyValue("cause", why).log("A box could not be reached");
        return (ask.wantsHtml()
                        ? pages.notices().serverError(502, incident)
                        : Json.problem(
                                502, "E_BOX_SILENT", "The computer did not answer.", Map.of("incident", incident)))
                .with("Retry-After", Integer.toString(SOON));
    }

    private CompletionStage<Answer> land(Place place, Ask ask, Principal principal, String query) {
        return allocator
                .land(place.computer().key(), place.agent(), principal.name())
                .thenApply(landed -> switch (landed) {
                    case LandAnswer.Landed(var face) -> {
                        log.atInfo()
                                .addKeyValue("computer", place.computer().key().name())
                                .addKeyValue("face", face.hash())
                                .addKeyValue("by", principal.name())
                                .log("Opened a new face");
                        yield Answer.redirect(302, place.path() + "?" + FaceLink.query(query, face.number()));
                    }
                    case LandAnswer.Full(var open, int max) -> full(place, ask, open, max);
                    case LandAnswer.NoComputer() -> {
                        var name = place.computer().key().name();
                        yield say(
                                ask,
                                pages.notices().unknownComputer(name),
                                404,
                                "E_NO_COMPUTER",
                                name + " was just deleted.");
                    }
                    case LandAnswer.Busy(var why) -> busy(ask, why);
                });
    }

    private Answer full(Place place, Ask ask, java.util.List<FaceView> open, int max) {
        var hint = "All " + max + " faces are open; close one: POST do=close&face=N to " + place.path() + "_do.";
        return say(ask, pages.tooMany(place, open, max), 429, "E_FACE_LIMIT", hint)
                .with("Retry-After", "60");
    }

    private Answer busy(Ask ask, String why) {
        var incident = incidents.next();
        log.atWarn()
                .addKeyValue("incident", incident)
                .addKeyValue("cause", why)
                .log("A landing found no place in time");
        var json = Json.problem(503, "E_BUSY", "No face could be opened just now.", Map.of("incident", incident));
        return (ask.wantsHtml() ? pages.notices().busy(incident, SOON) : json)
                .with("Retry-After", Integer.toString(SOON));
    }

    private CompletionStage<Answer> form(Place place, Ask ask, Principal principal, String body) {
        return forms.act(place, principal, body).thenCompose(outcome -> switch (outcome) {
            case FormActions.Outcome.Say(var answer) -> now(answer);
            case FormActions.Outcome.Refused(int status, var code, var why) -> now(refuse(ask, status, code, why));
            // After a POST the browser has to follow with a GET.
            case FormActions.Outcome.Land() ->
                land(place, ask, principal, "")
                        .thenApply(a -> a.status() == 302
                                ? Answer.redirect(303, a.headers().getOrDefault("Location", "/"))
                                : a);
        });
    }

    private Answer page(Decision.Page page) {
        var place = page.place();
        if (page.visit() && page.face().isPresent()) {
            // The page does not wait: its socket shows what becomes of it.
            var face = page.face().get();
            var _ = demand.wake(new DemandWriter.Visit(
                    place.computer().key(), face.agent(), face.number(), true, WakeReason.NAVIGATION));
        }
        return pages.workspace(place, page.face());
    }

    private static Answer quiet(Place place) {
        var name = place.computer().key().name();
        return Json.of(
                200,
                Map.of(
                        "computer",
                        name,
                        "state",
                        ComputerState.of(place.computer()).word(),
                        "message",
                        "Open this address in a browser for a terminal; only that opens one."));
    }

    private Answer replay(Place place, FaceView face, ReplayTarget target) {
        var machine = (MachineView.Machine) place.computer().machine();
        var grant =
                Grant.attach(machine.uid(), face.inBox(), Role.OWNER, face.freshIn(machine.bootId()), clock.instant());
        var signed = keys.forInstance(machine.keyId(), machine.uid()).sign(grant);
        return Answer.of(200, ReplayTarget.CONTENT_TYPE, target.document(signed).getBytes(StandardCharsets.UTF_8));
    }

    private Answer previewAsleep(Place place, Ask ask) {
        if (ask.wantsHtml()) return pages.preview(place);
        var name = place.computer().key().name();
        var incident = incidents.next();
        log.atInfo()
                .addKeyValue("incident", incident)
                .addKeyValue("computer", name)
                .log("A preview was asked for while its computer was not awake");
        var why = name + " is not awake, and a preview wakes none; open the computer first.";
        return Json.problem(503, "E_ASLEEP", why, Map.of("incident", incident)).with("Retry-After", "5");
    }

    private static Answer say(Ask ask, Answer page, int status, String code, String why) {
        return ask.wantsHtml() ? page : Json.problem(status, code, why);
    }

    private static CompletionStage<Answer> now(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
