package dev.berth.proxy.web;

import dev.berth.proxy.access.Standing;
import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.Directory;
import dev.berth.proxy.directory.FaceView;
import dev.berth.proxy.directory.MachineView.Machine;
import dev.berth.proxy.route.Decision.Place;
import dev.berth.proxy.route.Site;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages of a computer that exists: workspace, iframe, its faces (look/LOOK.md 9, layouts A and B). Words are the look's. */
public final class Pages {

    private static final int ROWS_WHEN_FULL = 4;

    private final Assets assets;
    private final Site site;
    private final Directory directory;
    private final FaceTitles titles;
    private final Clock clock;
    private final Notices notices;

    public Pages(Assets assets, Site site, Directory directory, FaceTitles titles, Clock clock) {
        this.assets = assets;
        this.site = site;
        this.directory = directory;
        this.titles = titles;
        this.clock = clock;
        this.notices = new Notices(assets, site);
    }

    public Notices notices() {
        return notices;
    }

    public Optional<Answer> file(String name, boolean takesGzip) {
        return assets.file(name, takesGzip);
    }

    public Answer workspace(Place place, Optional<FaceView> face) {
        var values = values(place, face);
        var state = ComputerState.of(place.computer());
        values.put("path", place.path());
        values.put("title", face.map(f -> rows(place).title(f)).orElse("boot"));
        values.put("icon", icon(state));
        values.put("noscript", withoutScript(place, state));
        return Security.page(200, Html.fill(assets.template("workspace"), values));
    }

    public Answer terminal(Place place, Optional<FaceView> face) {
        return Security.framed(Html.fill(assets.template("terminal"), values(place, face)));
    }

    public Answer faces(Place place) {
        var open = open(place);
        var rows = rows(place);
        var html = new StringBuilder("<div class=\"head\"><h1>%s</h1>"
                .formatted(open.isEmpty() ? "No faces yet" : Wording.faces(open.size())));
        if (place.standing().mayType())
            html.append("<div class=\"actions\">").append(newFace(place)).append("</div>");
        html.append("</div>\n<p>A face is one terminal on this computer. All faces share the same files.</p>\n");
        if (!open.isEmpty()) html.append(rows.rows(open, "close", "Close"));
        html.append(
                "<p class=\"fine\">Closing a face ends what runs in it. Files stay. A face that nobody uses closes after %s, unless something runs in it.</p>"
                        .formatted(Wording.span(place.computer().computerClass().closeAfter())));
        return page(200, "Faces", place, html.toString());
    }

    /** 429: every place is taken. */
    public Answer tooMany(Place place, List<FaceView> open, int max) {
        var rows = rows(place);
        var quiet = rows.quietFirst(open);
        var html = new StringBuilder("<h1>All %d faces are open</h1>\n".formatted(max));
        if (place.standing() == Standing.OWNER) {
            html.append("<p>Close one and your new face opens in its place. Files stay.</p>\n");
            html.append(rows.rows(
                    quiet.subList(0, Math.min(ROWS_WHEN_FULL, quiet.size())), "closeAndNew", "Close and open new"));
            html.append("<div class=\"actions\"><a class=\"btn\" href=\"%sfaces\">Show all %d</a></div>\n"
                    .formatted(Html.escape(place.path()), max));
        } else {
            html.append("<p>Try again when one is free.</p>\n");
        }
        html.append(
                "<p class=\"fine\">429. Quiet faces first, then those with something running. The limit is set by this computer’s class.</p>");
        return page(429, "Too many faces", place, html.toString());
    }

    public Answer noSuchFace(Place place) {
        return page(
                404,
                "No such face",
                place,
                "<h1>No such face here</h1>\n<p>This computer never had it. The link may be cut short.</p>\n"
                        + faceActions(place) + "<p class=\"fine\">404</p>");
    }

    public Answer faceClosed(Place place) {
        return page(
                410,
                "Face closed",
                place,
                "<h1>This face has closed</h1>\n"
                        + "<p>It closed, or ended when the computer restarted. Files it made are still here.</p>\n"
                        + faceActions(place) + "<p class=\"fine\">410</p>");
    }

    public Answer unknownAgent(Place place, String agent) {
        var names = place.computer().agents().stream()
                .map(a -> Html.escape(a.name()))
                .toList();
        var has = names.size() == 1
                ? names.getFirst()
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
        return page(
                404,
                "No such agent",
                place,
                ("<h1>No agent called %s here</h1>\n<p>This computer has %s.</p>\n"
                                + "<div class=\"actions\"><a class=\"btn main\" href=\"/\">Open %s</a></div>\n<p class=\"fine\">404</p>")
                        .formatted(
                                Html.escape(agent),
                                has,
                                Html.escape(place.computer().landingAgent().name())));
    }

    /** A preview of a computer that is not awake. It wakes none, and while one wakes it looks again every two seconds. */
    public Answer preview(Place place) {
        var computer = place.computer();
        var name = computer.key().name();
        // This is not the computer's own host.
        var home = site.computerUrl(name);
        var state = ComputerState.of(computer);
        return switch (state) {
            case WAKING, BOOTING, READY ->
                page(503, "Waking", place, home + "faces", waking(name, computer))
                        .with("Refresh", "2")
                        .with("Retry-After", "2");
            case ASLEEP, MAINTENANCE, FAILED, DELETING ->
                page(503, "Not awake", place, home + "faces", notAwake(name, state, home))
                        .with("Retry-After", "5");
        };
    }

    private String waking(String name, ComputerView computer) {
        var html = "<h1>Waking %s</h1>\n<p>This page opens by itself.</p>\n".formatted(Html.escape(name));
        if (!(computer.machine() instanceof Machine machine)) return html;
        var elapsed = Duration.between(machine.phaseSince(), clock.instant());
        return html + "<p class=\"fine\">%s so far</p>".formatted(Wording.span(elapsed));
    }

    private static String notAwake(String name, ComputerState state, String home) {
        return """
                <h1>%1$s is %2$s</h1>
                <p>This address answers while the computer is awake, and does not wake it.</p>
                <div class="actions"><a class="btn main" href="%3$s">Open %1$s</a></div>
                <p class="fine">503</p>""".formatted(Html.escape(name), state.pill(), Html.escape(home));
    }

    public List<FaceView> open(Place place) {
        return directory.faces(place.computer().key()).stream()
                .filter(f -> f.agent().equals(place.agent()) && f.open())
                .toList();
    }

    /** What programs are told of the faces. Numbers stand in links, so they are no secret; titles and hashes as on the page. */
    public List<Map<String, Object>> listed(Place place) {
        var rows = rows(place);
        return open(place).stream()
                .map(f -> Map.<String, Object>of("face", f.number(), "hash", f.hash(), "title", rows.title(f)))
                .toList();
    }

    private FaceRows rows(Place place) {
        return new FaceRows(place, titles.lastKnown(place.computer().key()), clock.instant());
    }

    private Map<String, String> values(Place place, Optional<FaceView> face) {
        var values = new HashMap<String, String>();
        values.put("computer", place.computer().key().name());
        values.put("agent", place.agent());
        values.put("face", face.map(f -> Long.toString(f.number())).orElse("0"));
        values.put("hash", face.map(FaceView::hash).orElse(""));
        values.put("role", role(place.standing()));
        values.put("state", ComputerState.of(place.computer()).word());
        return values;
    }

    private Answer page(int status, String title, Place place, String body) {
        return page(status, title, place, place.path() + "faces", body);
    }

    private Answer page(int status, String title, Place place, String home, String body) {
        var state = ComputerState.of(place.computer());
        return Security.page(
                status,
                Html.fill(
                        assets.template("page"),
                        Map.of(
                                "title",
                                title,
                                "computer",
                                place.computer().key().name(),
                                "home",
                                home,
                                "icon",
                                icon(state),
                                "pill",
                                "<i class=\"st " + state.shape() + "\"></i>" + state.pill(),
                                "body",
                                body)));
    }

    private String icon(ComputerState state) {
        return assets.url("mark-" + state.shape() + ".svg");
    }

    private static String newFace(Place place) {
        return "<a class=\"btn main\" href=\"%s\">New face <kbd>n</kbd></a>".formatted(Html.escape(place.path()));
    }

    private static String faceActions(Place place) {
        return "<div class=\"actions\">%s<a class=\"btn\" href=\"%sfaces\">All faces</a></div>\n"
                .formatted(place.standing().mayType() ? newFace(place) : "", Html.escape(place.path()));
    }

    private static String withoutScript(Place place, ComputerState state) {
        ComputerView computer = place.computer();
        return "<h1>%s is %s</h1>\n<p>A terminal needs JavaScript. The list of faces works without it.</p>\n"
                        .formatted(Html.escape(computer.key().name()), state.pill())
                + "<div class=\"actions\"><a class=\"btn\" href=\"%sfaces\">All faces</a></div>"
                        .formatted(Html.escape(place.path()));
    }

    static String role(Standing standing) {
        return switch (standing) {
            case OWNER -> "Owner";
            case DRIVER -> "Driver";
            case VIEWER -> "Viewer";
            case NONE -> "";
        };
    }
}
