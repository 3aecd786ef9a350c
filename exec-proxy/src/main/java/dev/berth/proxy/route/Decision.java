package dev.berth.proxy.route;

import dev.berth.proxy.access.Standing;
import dev.berth.proxy.directory.ComputerView;
import dev.berth.proxy.directory.FaceView;
import java.util.Optional;

/** What is to be done with a request. */
public sealed interface Decision {

    /** Whose page a request is about. {@code path} is the page's, with a slash at both ends. */
    record Place(ComputerView computer, String agent, String path, Standing standing) {}

    /** Ends with an answer. */
    sealed interface Answered extends Decision {}

    /** Goes on: as a socket, to a box, or with a second look. */
    sealed interface Taken extends Decision {}

    // ---- pages of a computer

    /** A landing: make a face, then 302 to {@code location} with its number. */
    record NewFace(Place place, String query) implements Answered {}

    /** The workspace. {@code face} is empty for the console, face 0. {@code visit}: this is a navigation of somebody who may wake the computer. */
    record Page(Place place, Optional<FaceView> face, boolean visit) implements Answered {
        public long number() {
            return face.map(FaceView::number).orElse(0L);
        }
    }

    /** The document of the iframe. */
    record TerminalDocument(Place place, Optional<FaceView> face) implements Answered {}

    record FaceList(Place place) implements Answered {}

    /** {@code {"token": ""}}, which ttyd's clients ask for. */
    record Token() implements Answered {}

    /** A form of ours was sent. */
    record Form(Place place) implements Answered {}

    /** A landing address fetched by a program, a HEAD or an unfurler: says what this is, makes nothing, wakes nothing. */
    record Quiet(Place place) implements Answered {}

    // ---- sockets

    record Attach(Place place, long face, boolean visit, boolean again, int utcOffsetMinutes) implements Taken {}

    record Control(Place place, long face) implements Taken {}

    /** Fly's edge brings the browser to the machine itself. */
    record Replay(Place place, FaceView face, ReplayTarget target) implements Answered {}

    // ---- what a box serves

    record Preview(Place place, int port) implements Taken {}

    /** Its computer is not awake, and a preview wakes none. */
    record PreviewAsleep(Place place, int port) implements Answered {}

    // ---- answers

    record Redirect(int status, String location) implements Answered {}

    /** The number is above all known: another replica may just have made it. Ask the API server for it, then decide again. */
    record FindFace(Place place, long number) implements Taken {}

    record NoSuchFace(Place place) implements Answered {}

    record FaceClosed(Place place) implements Answered {}

    record UnknownAgent(Place place, String agent) implements Answered {}

    record UnknownComputer(String name) implements Answered {}

    record Denied(String computer) implements Answered {}

    /** The same whether or not the computer exists. */
    record SignInNeeded(String computer) implements Answered {}

    /** The base host's own page: where does this visitor's computer live? */
    record Home(Optional<String> computer) implements Answered {}

    /** {@code /_static/{file}}. */
    record Static(String file) implements Answered {}

    record Probe(Kind kind) implements Answered {
        public enum Kind {
            HEALTH,
            READY,
            VERSION
        }
    }

    /** Refused; {@code code} is for programs, {@code why} one sentence for people. */
    record Reject(int status, String code, String why) implements Answered {}
}
