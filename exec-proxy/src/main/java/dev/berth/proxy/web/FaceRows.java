package dev.berth.proxy.web;

import dev.berth.proxy.access.Standing;
import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.FaceView;
import dev.berth.proxy.route.Decision.Place;
import dev.berth.ttyd.BoxSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One line per face (look/LOOK.md, component "rows"): who is there, what runs, where, since when, and what can be done. */
final class FaceRows {

    private final Place place;
    private final List<BoxSession> sessions;
    private final Instant now;

    FaceRows(Place place, List<BoxSession> sessions, Instant now) {
        this.place = place;
        this.sessions = sessions;
        this.now = now;
    }

    /** Quiet faces first, the longest unused at the top: the order in which people close them. */
    List<FaceView> quietFirst(List<FaceView> faces) {
        return faces.stream()
                .sorted(Comparator.comparing((FaceView f) -> attached(f) > 0).thenComparing(this::lastUsed))
                .toList();
    }

    String rows(List<FaceView> faces, String verb, String what) {
        var html = new StringBuilder("<ul class=\"rows\">\n");
        for (var face : faces) html.append(row(face, verb, what));
        return html.append("</ul>\n").toString();
    }

    private String row(FaceView face, String verb, String what) {
        boolean here = attached(face) > 0;
        return "<li><i class=\"st %s\" role=\"img\" aria-label=\"%s\"></i>"
                        .formatted(here ? "on" : "off", here ? "Someone is here" : "Nobody is here")
                + "<a href=\"%s?face=%d\">%s<small>%s</small></a>"
                        .formatted(Html.escape(place.path()), face.number(), Html.escape(title(face)), face.hash())
                + "<span>%s</span>"
                        .formatted(Html.escape(
                                session(face).map(BoxSession::directory).orElse("")))
                + "<span class=\"when\">%s</span>".formatted(Html.escape(when(face)))
                + (mayClose() ? button(face, verb, what) : "")
                + "</li>\n";
    }

    private boolean mayClose() {
        return place.standing() == Standing.OWNER;
    }

    private String button(FaceView face, String verb, String what) {
        return ("<form method=\"post\" action=\"%s_do\"><input type=\"hidden\" name=\"do\" value=\"%s\">"
                        + "<input type=\"hidden\" name=\"face\" value=\"%d\"><button class=\"btn\">%s</button></form>")
                .formatted(Html.escape(place.path()), verb, face.number(), Html.escape(what));
    }

    /** What runs there; where nothing is known, {@code main/1}. */
    String title(FaceView face) {
        return session(face).map(BoxSession::title).filter(t -> !t.isBlank()).orElse(face.inBox());
    }

    private String when(FaceView face) {
        int attached = attached(face);
        if (attached > 1) return attached + " viewers";
        if (attached == 1) return "in use";
        return "idle " + Wording.span(Duration.between(lastUsed(face), now));
    }

    private Instant lastUsed(FaceView face) {
        return face.lastUsedAt().equals(ComputerView.NEVER) ? face.createdAt() : face.lastUsedAt();
    }

    private int attached(FaceView face) {
        return session(face).map(BoxSession::attached).orElse(0);
    }

    private Optional<BoxSession> session(FaceView face) {
        return sessions.stream().filter(s -> face.inBox().equals(s.face())).findFirst();
    }
}
